import MariaDB

#if canImport(Glibc)
    import Glibc
#endif

/// A routine or statement with its header and the file it stands in.
struct Entry {
    let file: String
    let header: RoutineHeader
    /// The statement, for plain statements; nil for routines.
    let statement: String?
}

/// All that stands below `sql/`, in the order in which it is applied.
struct Catalog {
    let migrations: [String]
    let entries: [Entry]
    private let root: String

    init(root: String) throws {
        self.root = root
        var entries: [Entry] = []
        for folder in ["routines", "statements"] {
            for file in try Self.list(root + "/" + folder) {
                for statement in SQLScript(try Self.read(root + "/" + folder + "/" + file)).statements {
                    guard let header = try RoutineHeader(statement.comment) else { continue }
                    entries.append(
                        Entry(
                            file: String(file.dropLast(4)), header: header,
                            statement: folder == "statements" ? statement.text : nil))
                }
            }
        }
        self.entries = entries
        migrations = try ["migrations", "seeds", "routines", "views"].flatMap { folder in
            try Self.list(root + "/" + folder).map { folder + "/" + $0 }
        }
    }

    func script(_ path: String) throws -> SQLScript { SQLScript(try Self.read(root + "/" + path)) }

    static func list(_ folder: String) throws -> [String] {
        guard let directory = opendir(folder) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name.hasSuffix(".sql") { names.append(name) }
        }
        return names.sorted()
    }

    static func read(_ path: String) throws -> String {
        guard let file = fopen(path, "r") else { throw GeneratorError("cannot read \(path)") }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// Why nothing was generated.
struct GeneratorError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
