import Domain

/// When a page counts as read the right way up.
enum TurnRule {
    /// Fewer than 8 sure words doubt one upright page in ten and catch 98 of 100 turned ones; a dense page upside down
    /// has more by chance (14 of 58 long words seen), but few for its size; upright pages have nine in ten.
    static func isDoubtful(_ words: [Word]) -> Bool {
        words.sureWords < 8 || 3 * words.sureWords < words.longWords
    }
}

extension [Word] {
    /// Words of three letters and more.
    var longWords: Int { count { $0.letters >= 3 } }

    /// Words of three letters and more that are read with confidence .8 and more; those that run down the page do not
    /// count, for Tesseract reads turned lines too, but loses their order.
    var sureWords: Int { count { $0.confidence >= 0.8 && $0.letters >= 3 && $0.box.width > $0.box.height } }

    /// The words of an enlarged image in pixels of the image as it was.
    func scaled(by scale: Double) -> [Word] {
        scale == 1
            ? self
            : map { word in
                var word = word
                word.box = Box(
                    left: Int(Double(word.box.left) * scale), top: Int(Double(word.box.top) * scale),
                    right: Int((Double(word.box.right) * scale).rounded(.up)),
                    bottom: Int((Double(word.box.bottom) * scale).rounded(.up)))
                return word
            }
    }
}

extension Word {
    fileprivate var letters: Int { text.unicodeScalars.count { $0.properties.isAlphabetic } }
}
