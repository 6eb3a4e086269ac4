/// The service's own form, described in docs/results.md: pages → blocks → lines → words.
public struct JSONResult: ResultRenderer, Sendable {
    private var pageCount = 0
    private var wordCount = 0
    private var confidence = 0.0
    private var least: Double?
    private var engines: [PageReading.Engine] = []
    private var languages: [String] = []

    /// A renderer for one document.
    public init() {}

    /// The document.
    public mutating func begin(_ head: ResultHead) -> String {
        var json = JSONWriter()
        json.object {
            $0.member("document_id", head.document)
            $0.member("filename", head.filename)
            $0.member("media_type", head.mediaType)
            $0.member("sha256", head.sha256)
        }
        return json.text.dropLast() + ",\"pages\":["
    }

    /// A page.
    public mutating func page(_ page: Page) -> String {
        add(page)
        var json = JSONWriter(capacity: 300 + 100 * page.words.count)
        json.object {
            $0.member("number", page.number)
            $0.member("width", page.width)
            $0.member("height", page.height)
            $0.member("dpi", page.dpi)
            $0.member("source", page.source.rawValue)
            $0.member("confidence", ResultNumbers.share(page.confidence))
            $0.member("min_confidence", page.words.map(\.confidence).min().map(ResultNumbers.share))
            Self.write(page.reading, to: &$0)
            $0.array("blocks", PageLayout(page).blocks) { json, block in
                json.object {
                    $0.member("id", ResultNumbers.part("b", page, block.number))
                    $0.member("box", block.box.edges)
                    $0.array("lines", block.lines) { Self.write($1, of: page, to: &$0) }
                }
            }
        }
        return (pageCount > 1 ? "," : "") + json.text
    }

    /// What is known when all pages are.
    public mutating func end() -> String {
        var json = JSONWriter()
        json.object {
            $0.member("page_count", pageCount)
            $0.member("word_count", wordCount)
            $0.member("confidence", wordCount > 0 ? ResultNumbers.share(confidence / Double(wordCount)) : nil)
            $0.member("min_confidence", least.map(ResultNumbers.share))
            $0.array("engines", engines) { Self.write($1, to: &$0) }
            $0.member("languages", languages)
        }
        return "]," + json.text.dropFirst() + "\n"
    }

    private mutating func add(_ page: Page) {
        pageCount += 1
        wordCount += page.words.count
        for word in page.words {
            confidence += word.confidence
            least = min(least ?? 1, word.confidence)
        }
        for engine in page.reading?.engines ?? [] where !engines.contains(engine) { engines.append(engine) }
        for language in page.reading?.languages ?? [] where !languages.contains(language) {
            languages.append(language)
        }
    }

    private static func write(_ reading: PageReading?, to json: inout JSONWriter) {
        guard let reading else { return json.member("reading", raw: "null") }
        json.object("reading") {
            $0.array("engines", reading.engines) { write($1, to: &$0) }
            $0.member("languages", reading.languages)
            $0.object("parameters") {
                for (name, value) in reading.parameters.sorted(by: { $0.key < $1.key }) { $0.member(name, value) }
            }
        }
    }

    private static func write(_ engine: PageReading.Engine, to json: inout JSONWriter) {
        json.object {
            $0.member("name", engine.name)
            $0.member("version", engine.version)
        }
    }

    private static func write(_ line: PageLayout.Line, of page: Page, to json: inout JSONWriter) {
        json.object {
            $0.member("id", ResultNumbers.part("l", page, line.number))
            $0.member("text", line.text)
            $0.member("box", line.box.edges)
            $0.member("confidence", ResultNumbers.share(line.confidence))
            $0.array("words", line.words) { json, word in
                json.object {
                    $0.member("id", ResultNumbers.word(page, word))
                    $0.member("text", word.text)
                    $0.member("box", word.box.edges)
                    $0.member("confidence", ResultNumbers.share(word.confidence))
                }
            }
        }
    }
}

extension Box {
    /// `[left, top, right, bottom]`.
    var edges: [Int] { [left, top, right, bottom] }
}
