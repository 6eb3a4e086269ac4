/// The part of a target behind `?`, or an `application/x-www-form-urlencoded` body: names and values in their order.
public struct Query: Sendable {
    /// Every pair as sent, decoded.
    public private(set) var items: [(name: String, value: String)] = []

    /// No pairs.
    public init() {}

    /// Nil where an escape is broken or the text is not UTF-8.
    public init?(parsing text: some StringProtocol) {
        for pair in Substring(text).utf8.split(separator: UInt8(ascii: "&")) {
            let parts = Substring(pair).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Percent.decode(parts[0], plusIsSpace: true) else { return nil }
            guard let value = Percent.decode(parts.count == 2 ? parts[1] : "", plusIsSpace: true) else { return nil }
            items.append((name, value))
        }
    }

    /// The first value of `name`.
    public subscript(name: String) -> String? { items.first { $0.name == name }?.value }

    /// Every value of `name`.
    public func all(_ name: String) -> [String] { items.filter { $0.name == name }.map(\.value) }

    /// The first value of `name` as a whole number within `range`; the default where the name is absent.
    public func integer(_ name: String, default standard: Int, in range: ClosedRange<Int>) throws -> Int {
        guard let text = self[name] else { return standard }
        guard let value = Int(text), range.contains(value) else {
            throw HTTPProblem(
                .badRequest, "invalid_parameter",
                "Give \(name) as a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }
}
