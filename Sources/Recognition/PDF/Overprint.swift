import Domain

/// Words that say different things at one place cannot all be seen: one hides behind the ink of another.
enum Overprint {
    /// A page has pairs in plenty, not that many.
    private static let mostPairs = 2_000_000

    /// Whether two of `words` do. A watermark is far larger, a dotted line is there to be written on.
    static func isIn(_ words: [Word]) -> Bool {
        let cores = words.compactMap(Core.init).sorted { $0.top < $1.top }
        var pairs = 0
        for index in cores.indices {
            for other in cores[(index + 1)...] {
                guard other.top < cores[index].bottom else { break }
                pairs += 1
                guard pairs < mostPairs else { return false }
                if cores[index].isOver(other) { return true }
            }
        }
        return false
    }

    /// Where the small letters of a word stand.
    private struct Core {
        let text: String
        let left, right, top, bottom: Double
        let isUpright: Bool

        init?(_ word: Word) {
            guard word.text.unicodeScalars.contains(where: TextTurn.isPlain) else { return nil }
            let box = word.box
            let end = word.text.indices.first { Self.isRun(word.text[$0...]) } ?? word.text.endIndex
            text = String(word.text[..<end])
            // A single letter may be one of a word that runs aslant.
            guard text.unicodeScalars.count(where: TextTurn.isPlain) >= 2 else { return nil }
            let share = Double(text.count) / Double(word.text.count)
            isUpright = box.width >= box.height
            let (width, height) = (Double(box.width), Double(box.height))
            if isUpright {
                (left, right) = (Double(box.left), Double(box.left) + width * share)
                (top, bottom) = (Double(box.top) + 0.35 * height, Double(box.bottom) - 0.22 * height)
            } else {
                guard share == 1 else { return nil }
                (left, right) = (Double(box.left) + 0.28 * width, Double(box.right) - 0.28 * width)
                (top, bottom) = (Double(box.top), Double(box.bottom))
            }
            guard left < right, top < bottom else { return nil }
        }

        /// Three marks that lines are made of, or such marks up to the end.
        private static func isRun(_ rest: Substring) -> Bool {
            func isMark(_ character: Character) -> Bool { character == "_" || character == "." || character == "…" }
            return rest.prefix(3).allSatisfy(isMark) && rest.count >= 3 || rest.allSatisfy(isMark)
        }

        func isOver(_ other: Core) -> Bool {
            guard isUpright == other.isUpright, text != other.text else { return false }
            let sizes = isUpright ? (bottom - top, other.bottom - other.top) : (right - left, other.right - other.left)
            guard max(sizes.0, sizes.1) < 1.5 * min(sizes.0, sizes.1) else { return false }
            let columns = min(right, other.right) - max(left, other.left)
            let rows = min(bottom, other.bottom) - max(top, other.top)
            return columns >= 0.6 * min(right - left, other.right - other.left)
                && rows >= 0.6 * min(bottom - top, other.bottom - other.top)
        }
    }
}
