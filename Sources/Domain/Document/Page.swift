/// What reading gives, whatever the source: a run of letters without a blank, and where it stands.
public struct Word: Sendable, Hashable, Codable {
    /// Number of the word on its page, from 0, in reading order; fields cite it as evidence.
    public var id: Int
    /// The letters, as read.
    public var text: String
    /// Where the word stands, in pixels of its page.
    public var box: Box
    /// 0 (a guess) to 1 (certain). A text layer is 1.
    public var confidence: Double
    /// Number of the line on its page, from 0, in reading order.
    public var line: Int

    /// A word from its parts.
    public init(id: Int, text: String, box: Box, confidence: Double, line: Int) {
        self.id = id
        self.text = text
        self.box = box
        self.confidence = confidence
        self.line = line
    }
}

/// One page of words.
public struct Page: Sendable, Hashable, Codable {
    /// Where the words of a page come from.
    public enum Source: String, Sendable, Hashable, Codable {
        /// The text layer of a PDF.
        case text
        /// Recognised in an image.
        case ocr
        /// Written out from an electronic invoice that has no pages.
        case xml
    }

    /// 1 for the first page of the document.
    public var number: Int
    /// Width of the upright page in pixels at `dpi`.
    public var width: Int
    /// Height of the upright page in pixels at `dpi`.
    public var height: Int
    /// Pixels per inch that `width`, `height` and every box are measured in.
    public var dpi: Int
    /// Where the words come from.
    public var source: Source
    /// The words, in reading order.
    public var words: [Word]
    /// How they came about; nil for pages that were read before this was kept.
    public var reading: PageReading?

    /// A page from its parts.
    public init(
        number: Int, width: Int, height: Int, dpi: Int, source: Source, words: [Word], reading: PageReading? = nil
    ) {
        self.number = number
        self.width = width
        self.height = height
        self.dpi = dpi
        self.source = source
        self.words = words
        self.reading = reading
    }

    /// The words as text: a blank between words, a line break between lines.
    public var text: String {
        var text = ""
        var line: Int?
        for word in words {
            if let line { text += line == word.line ? " " : "\n" }
            text += word.text
            line = word.line
        }
        return text
    }

    /// Mean confidence of the words, 0 where there is none.
    public var confidence: Double {
        words.isEmpty ? 0 : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
    }
}
