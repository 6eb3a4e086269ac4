/// Folded words and what they mean; finds them in spite of one wrong, missing or extra letter in words of six and more.
struct Lexicon<Meaning: Sendable>: Sendable {
    private var exact: [String: Meaning] = [:]
    /// From a word with one letter left out to the words it may come from.
    private var shortened: [String: [String]] = [:]
    /// The longest word that is held.
    private(set) var longest = 0

    init(_ entries: [(meaning: Meaning, words: String)]) {
        for entry in entries {
            for word in entry.words.split(separator: ",") {
                let key = Folding.folded(String(word))
                guard !key.isEmpty, exact[key] == nil else { continue }
                exact[key] = entry.meaning
                longest = max(longest, key.utf8.count)
                guard Self.isLong(key) else { continue }
                shortened[key, default: []].append(key)
                for short in Self.shortened(key) { shortened[short, default: []].append(key) }
            }
        }
    }

    /// What the folded word means, and whether a letter had to be overlooked.
    func lookup(_ key: String, tolerant: Bool) -> (meaning: Meaning, tolerated: Bool)? {
        if let meaning = exact[key] { return (meaning, false) }
        guard tolerant, Self.isLong(key), key.utf8.count <= longest + 1 else { return nil }
        for short in [key] + Self.shortened(key) {
            for word in shortened[short] ?? [] where EditDistance.isAtMostOne(Array(word.utf8), Array(key.utf8)) {
                if let meaning = exact[word] { return (meaning, true) }
            }
        }
        return nil
    }

    private static func isLong(_ key: String) -> Bool {
        (6...40).contains(key.utf8.count) && key.utf8.contains(where: \.isLetter)
    }

    private static func shortened(_ key: String) -> [String] {
        let bytes = Array(key.utf8)
        return bytes.indices.map { skip in
            var rest = bytes
            rest.remove(at: skip)
            return String(decoding: rest, as: UTF8.self)
        }
    }
}

/// Edit distance, as far as it is needed.
enum EditDistance {
    /// Whether one inserted, left out or exchanged byte, or none, leads from one to the other.
    static func isAtMostOne(_ a: [UInt8], _ b: [UInt8]) -> Bool {
        guard abs(a.count - b.count) <= 1 else { return false }
        var start = 0
        while start < a.count, start < b.count, a[start] == b[start] { start += 1 }
        var endA = a.count
        var endB = b.count
        while endA > start, endB > start, a[endA - 1] == b[endB - 1] {
            endA -= 1
            endB -= 1
        }
        return endA - start <= 1 && endB - start <= 1
    }
}
