import MariaDB
import Platform

/// A routine or statement with its header and the file it stands in.
struct Entry {
    /// Below `routines/` or `statements/`, without `.sql`.
    let file: String
    var header: RoutineHeader
    /// What makes the routine, or the plain statement.
    let text: String
    let isRoutine: Bool

    /// The statement, for plain statements; nil for routines.
    var statement: String? { isRoutine ? nil : text }
    /// Called by processes of an earlier release only, while an installation is brought up to date; ours have no call.
    var isEarlier: Bool { isRoutine && file.hasPrefix("earlier/") }
}

/// All that stands below `sql/`, in the order in which it is applied.
struct Catalog {
    let migrations: [String]
    let entries: [Entry]
    /// What a refusal tells, `refusals.txt`.
    let sentences: [Sentence]
    /// The routines that an administrator of the server installs; they have no headers.
    let accounts: [String]
    private let root: String

    init(root: String) throws {
        self.root = root
        var entries: [Entry] = []
        for folder in ["routines", "statements"] {
            for file in Self.list(root + "/" + folder) {
                for statement in SQLScript(try Self.read(root + "/" + folder + "/" + file)).statements {
                    guard let header = try RoutineHeader(statement.comment) else { continue }
                    entries.append(
                        Entry(
                            file: String(file.dropLast(4)), header: header, text: statement.text,
                            isRoutine: folder == "routines"))
                }
            }
        }
        for index in entries.indices {
            guard let like = entries[index].header.like else { continue }
            guard let other = entries.first(where: { $0.header.name == like }) else {
                throw GeneratorError("\(entries[index].header.name): there is no \(like) to be like")
            }
            entries[index].header.columns = other.header.columns
        }
        self.entries = entries
        sentences = try Sentence.all(try Self.read(root + "/refusals.txt"))
        accounts = SQLScript(try Self.read(root + "/accounts.sql")).statements.map(\.text)
        migrations = ["migrations", "seeds", "routines", "views"].flatMap { folder in
            Self.list(root + "/" + folder).map { folder + "/" + $0 }
        }
    }

    func script(_ path: String) throws -> SQLScript { SQLScript(try Self.read(root + "/" + path)) }

    static func list(_ folder: String) -> [String] { Folder.files(folder, suffix: ".sql") }

    static func read(_ path: String) throws -> String {
        guard let text = Folder.text(path) else { throw GeneratorError("cannot read \(path)") }
        return text
    }
}

/// Why nothing was generated.
struct GeneratorError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
