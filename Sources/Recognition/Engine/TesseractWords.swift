import CTesseract
import Domain

/// Takes the words out of a result.
enum TesseractWords {
    /// All words but pure noise, boxes in pixels of the image that was read; lines are not numbered yet.
    static func collect(_ iterator: OpaquePointer) -> [Word] {
        let place = TessResultIteratorGetPageIterator(iterator)
        var words: [Word] = []
        repeat {
            guard let text = TessResultIteratorGetUTF8Text(iterator, RIL_WORD) else { continue }
            defer { TessDeleteText(text) }
            var (left, top, right, bottom) = (Int32(0), Int32(0), Int32(0), Int32(0))
            guard TessPageIteratorBoundingBox(place, RIL_WORD, &left, &top, &right, &bottom) != 0 else { continue }
            let word = Word(
                id: words.count, text: trimmed(String(cString: text)),
                box: Box(left: Int(left), top: Int(top), right: Int(right), bottom: Int(bottom)),
                confidence: min(max(Double(TessResultIteratorConfidence(iterator, RIL_WORD)) / 100, 0), 1), line: 0)
            if !isNoise(word) { words.append(word) }
        } while TessResultIteratorNext(iterator, RIL_WORD) != 0
        return words
    }

    private static func trimmed(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.filter { !$0.properties.isWhitespace && $0.value >= 0x20 }))
    }

    /// Specks and rules that were taken for a word.
    static func isNoise(_ word: Word) -> Bool {
        word.text.isEmpty
            || word.confidence < 0.1
                && !word.text.unicodeScalars.contains {
                    $0.properties.isAlphabetic || $0.properties.numericType != nil
                }
    }
}
