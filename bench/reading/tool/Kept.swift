import Domain
import Foundation
import Recognition

/// What a reader gave for a page is kept as JSON and taken from there the next time, so that fusion can be tried without
/// reading again.
struct Kept {
    let folder: String

    func page<Value: Codable>(_ name: String, _ number: Int, _ read: () throws -> Value?) throws -> Value? {
        let file = number == 1 ? "\(name).json" : "\(name)-\(number).json"
        if let data = FileManager.default.contents(atPath: "\(folder)/\(file)") {
            return try JSONDecoder().decode(Value.self, from: data)
        }
        guard let value = try read() else { return nil }
        try write(try JSONEncoder().encode(value), file, in: folder)
        return value
    }
}

/// Which document is read; the engines are not told.
final class Current {
    var name = ""
}

/// A reader of lines that remembers.
final class KeptLines: LineReader {
    let kept: Kept
    let current: Current
    let reader: (any LineReader)?

    init(_ folder: String, _ current: Current, _ reader: (any LineReader)?) {
        (kept, self.current, self.reader) = (Kept(folder: folder), current, reader)
    }

    func lines(
        _ image: PreparedImage, in directory: String, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> RecognisedPage? {
        let number = Int(image.fileName.filter(\.isNumber)) ?? 1
        return try kept.page(current.name, number) {
            try reader?.lines(image, in: directory, deadline: deadline, isCancelled: isCancelled)
        }
    }
}

/// A reader of words that remembers.
final class KeptWords: WordReader {
    let kept: Kept
    let current: Current
    let reader: any WordReader

    init(_ folder: String, _ current: Current, _ reader: any WordReader) {
        (kept, self.current, self.reader) = (Kept(folder: folder), current, reader)
    }

    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        try reader.read(image, in: directory, number: number, deadline: deadline, isCancelled: isCancelled)
    }

    func read(
        _ image: PreparedImage, in directory: String, number: Int, turns: Int, deadline: Double,
        isCancelled: @escaping () -> Bool
    ) throws -> Page {
        let page: Page? = try kept.page(current.name, number) {
            try reader.read(
                image, in: directory, number: number, turns: turns, deadline: deadline, isCancelled: isCancelled)
        }
        return page!
    }
}
