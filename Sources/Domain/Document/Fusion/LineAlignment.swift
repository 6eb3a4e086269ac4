/// Lays two readings of one line side by side, character for character.
struct LineAlignment {
    /// For each character of the first reading, the place of its counterpart in the second; nil where it has none.
    private(set) var counterpart: [Int?]
    /// Share of the longer reading's characters that are equal in both, 0 to 1.
    private(set) var similarity: Double

    /// More characters than any printed line has; longer ones are left alone, for the cost grows with the square.
    static let longest = 400

    /// The cheapest alignment of the two.
    init(_ first: [Character], _ second: [Character]) {
        counterpart = Array(repeating: nil, count: first.count)
        similarity = 0
        guard !first.isEmpty, !second.isEmpty, first.count <= Self.longest, second.count <= Self.longest else { return }
        let width = second.count + 1
        let cost = Self.costs(first, second)
        var (row, column, equal) = (first.count, second.count, 0)
        while row > 0, column > 0 {
            let here = cost[row * width + column]
            if here == cost[(row - 1) * width + column - 1] + Self.exchange(first[row - 1], second[column - 1]) {
                (row, column) = (row - 1, column - 1)
                counterpart[row] = column
                if first[row] == second[column] { equal += 1 }
            } else if here == cost[(row - 1) * width + column] + Self.gap {
                row -= 1
            } else {
                column -= 1
            }
        }
        similarity = Double(equal) / Double(max(first.count, second.count))
    }

    /// Costs of aligning the beginnings, row by row of the first.
    private static func costs(_ first: [Character], _ second: [Character]) -> [Int] {
        let width = second.count + 1
        var cost = Array(repeating: 0, count: (first.count + 1) * width)
        for column in 1..<width { cost[column] = column * gap }
        for row in 1...first.count {
            cost[row * width] = row * gap
            for column in 1..<width {
                let exchanged = cost[(row - 1) * width + column - 1] + exchange(first[row - 1], second[column - 1])
                let left = min(cost[(row - 1) * width + column], cost[row * width + column - 1]) + gap
                cost[row * width + column] = min(exchanged, left)
            }
        }
        return cost
    }

    private static let gap = 4

    private static func exchange(_ one: Character, _ other: Character) -> Int {
        one == other ? 0 : Lookalikes.areAlike(one, other) ? 2 : 5
    }
}
