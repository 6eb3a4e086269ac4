import ArgumentParser

/// Which queues a worker serves, and with how many slots each: `ocr:1,llm:8`.
public struct QueueList: ExpressibleByArgument, Sendable, Equatable, CustomStringConvertible {
    /// Queues with their slots, as they were named.
    public let slots: [(name: String, count: Int)]

    /// From `ocr:1,llm:8`; a queue without a number has one slot.
    public init?(argument: String) {
        var slots: [(name: String, count: Int)] = []
        for part in argument.split(separator: ",") {
            let pieces = part.split(separator: ":", maxSplits: 1)
            guard let name = pieces.first, let count = pieces.count == 2 ? Int(pieces[1]) : 1, (1...64).contains(count),
                name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }),
                !slots.contains(where: { $0.name == name })
            else { return nil }
            slots.append((String(name), count))
        }
        guard !slots.isEmpty else { return nil }
        self.slots = slots
    }

    /// The queues.
    public var names: [String] { slots.map(\.name) }

    /// As it is written.
    public var description: String { slots.map { "\($0.name):\($0.count)" }.joined(separator: ",") }

    /// The same queues with as many slots.
    public static func == (a: QueueList, b: QueueList) -> Bool { a.description == b.description }
}
