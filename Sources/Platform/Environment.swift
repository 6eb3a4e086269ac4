#if canImport(Glibc)
    import Glibc
#endif

/// Settings from the environment, as systemd units and `bin/up` give them.
public enum Environment {
    /// The value of a variable; nil where it is missing or empty.
    public static func value(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }

    /// All variables, as a child may get them.
    public static var all: [String: String] {
        var values: [String: String] = [:]
        var next = environ
        while let entry = next.pointee {
            let parts = String(cString: entry).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            // Of a name that is there twice, the first is what `getenv` gives.
            if parts.count == 2, values[String(parts[0])] == nil { values[String(parts[0])] = String(parts[1]) }
            next += 1
        }
        return values
    }

    /// A variable that must be there.
    public static func required(_ name: String, _ meaning: String) throws -> String {
        guard let value = value(name) else {
            throw SettingError("\(name) is not set: set it to \(meaning)")
        }
        return value
    }

    /// The first line of the file that a variable names: a password or a key, which no process list shows.
    public static func secret(_ name: String, _ meaning: String) throws -> String {
        try secret(inFile: try required(name, "a file with \(meaning)"), named: "the file of \(name)")
    }

    /// The first line of a file; `name` is what is said where it cannot be read.
    public static func secret(inFile path: String, named name: String) throws -> String {
        guard let file = fopen(path, "r") else {
            throw SettingError("\(name) cannot be read: check its path and mode")
        }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 4096)
        guard fgets(&line, Int32(line.count), file) != nil else { throw SettingError("\(name) is empty") }
        let text = line.prefix { $0 != 0 && $0 != 10 && $0 != 13 }
        return String(decoding: text.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}

/// A setting that is missing or makes no sense.
public struct SettingError: Error, CustomStringConvertible {
    /// What to set, and to what.
    public let description: String

    /// A sentence that says what to set.
    public init(_ description: String) { self.description = description }
}
