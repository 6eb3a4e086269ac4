/// A length of time as people give it to a command: `30m`, `12h`, `7d`.
public struct Age: Sendable, Hashable, CustomStringConvertible {
    /// Whole seconds, one minute to ten years.
    public let seconds: Int

    /// Reads a whole number with `m`, `h` or `d` behind it; nil for anything else, and for more than ten years.
    public init?(_ text: String) {
        guard let unit = text.last, let size = Self.units[unit] else { return nil }
        let digits = text.dropLast()
        guard !digits.isEmpty, digits.count <= 7, digits.allSatisfy(\.isASCIIDigit), let count = Int(digits),
            (1...Self.longest).contains(count * size)
        else { return nil }
        seconds = count * size
    }

    /// The largest unit that gives a whole number: `1d` for 24 hours.
    public var description: String {
        for unit: Character in ["d", "h"] {
            if let size = Self.units[unit], seconds % size == 0 { return "\(seconds / size)\(unit)" }
        }
        return "\(seconds / 60)m"
    }

    private static let units: [Character: Int] = ["m": 60, "h": 3600, "d": 86_400]
    private static let longest = 3653 * 86_400
}
