import Domain

/// A client's `Accept`: media ranges with their weights (RFC 9110, 12.5.1).
public struct Accept: Sendable {
    private struct Range: Sendable {
        let type: Substring
        let subtype: Substring
        let weight: Double
    }

    private let ranges: [Range]

    /// From the header's value; nil and what makes no sense accept everything.
    public init(_ header: String?) {
        ranges = (header ?? "").split(separator: ",").compactMap { Self.range($0) }
    }

    /// The first of those that the client likes best; nil where it accepts none of them. Each stands for itself with
    /// several media types.
    public func best<Choice>(of choices: [(Choice, types: [String])]) -> Choice? {
        var best: (choice: Choice, weight: Double)?
        for (choice, types) in choices {
            let weight = types.map { self.weight(of: $0) }.max() ?? 0
            if weight > best?.weight ?? 0 { best = (choice, weight) }
        }
        return best?.choice
    }

    /// 0 where it is not accepted; the most specific range decides.
    func weight(of mediaType: String) -> Double {
        guard !ranges.isEmpty else { return 1 }
        let parts = mediaType.split(separator: "/")
        var found: (rank: Int, weight: Double) = (0, 0)
        for range in ranges {
            let rank: Int
            switch (range.type, range.subtype) {
            case (parts[0], parts[1]): rank = 3
            case (parts[0], "*"): rank = 2
            case ("*", "*"): rank = 1
            default: continue
            }
            if rank > found.rank || (rank == found.rank && range.weight > found.weight) {
                found = (rank, range.weight)
            }
        }
        return found.weight
    }

    private static func range(_ text: Substring) -> Range? {
        let parts = text.split(separator: ";").map { trim($0).lowercased() }
        guard let name = parts.first else { return nil }
        let types = name.split(separator: "/", omittingEmptySubsequences: false)
        guard types.count == 2, !types[0].isEmpty, !types[1].isEmpty else { return nil }
        var weight = 1.0
        for parameter in parts.dropFirst() {
            let pair = parameter.split(separator: "=", maxSplits: 1)
            if pair.count == 2, trim(pair[0]) == "q" {
                guard let value = Double(trim(pair[1])), (0...1).contains(value) else { return nil }
                weight = value
            }
        }
        return Range(type: types[0], subtype: types[1], weight: weight)
    }

    private static func trim(_ text: Substring) -> Substring {
        let isBlank = { (character: Character) in character == " " || character == "\t" }
        var rest = text.drop(while: isBlank)
        while let last = rest.last, isBlank(last) { rest.removeLast() }
        return rest
    }
}
