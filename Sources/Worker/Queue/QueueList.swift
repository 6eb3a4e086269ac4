import ArgumentParser

/// Which queues a worker serves, and with how many slots each: `ocr:1,llm:8`.
struct QueueList: ExpressibleByArgument, Equatable, CustomStringConvertible {
    let slots: [(name: String, count: Int)]

    init?(argument: String) {
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

    var names: [String] { slots.map(\.name) }

    var description: String { slots.map { "\($0.name):\($0.count)" }.joined(separator: ",") }

    static func == (a: QueueList, b: QueueList) -> Bool { a.description == b.description }
}
