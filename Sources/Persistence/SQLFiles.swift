import Domain
import MariaDB
import Platform

/// The files below `sql/` in the order in which they are applied: migrations, then the rest.
struct SQLFiles {
    struct File {
        /// Below `sql/`, such as `migrations/0001_tenants.sql`.
        let path: String
        /// The number in a migration's name, 0 for other files.
        let version: Int
        let sha256: String
        let script: SQLScript

        /// Whether it takes away what an earlier release needs: `NNNN_name_contract.sql`.
        var isContract: Bool { path.hasSuffix("_contract.sql") }
        var isForEarlier: Bool { path.hasPrefix("routines/earlier/") }
    }

    let migrations: [File]
    let others: [File]
    /// Routines that processes of an earlier release call, there only while one of them may run.
    let earlier: [File]

    private static let grants = "routines/service/grant.sql"

    init(root: String) throws {
        migrations = try Self.load(root, "migrations")
        let routines = try Self.load(root, "routines")
        earlier = routines.filter(\.isForEarlier)
        // Grants are made by a routine, so that one comes first.
        others =
            try Self.load(root, "seeds") + routines.filter { $0.path == Self.grants }
            + routines.filter { $0.path != Self.grants && !$0.isForEarlier } + Self.load(root, "views")
        if migrations.isEmpty {
            throw MigrationError("there are no migrations in \(root); set --sql to the folder that has them")
        }
    }

    /// The files `NNNN_name.sql` of one folder, in the order of their numbers, which are all different.
    static func numbered(in folder: String) throws -> [File] {
        var files: [File] = []
        for name in list(folder) {
            let digits = name.prefix { $0 != "_" }
            let isPlain = name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
            guard digits.count == 4, digits.allSatisfy(\.isASCIIDigit), let version = Int(digits), isPlain,
                name.utf8.count <= 120
            else {
                throw MigrationError("\(name) has no number: name it as in 0001_\(name), with letters, digits, - and _")
            }
            if let other = files.first(where: { $0.version == version }) {
                throw MigrationError("\(other.path) and \(name) have the same number: give the newer one the next")
            }
            let text = try read("\(folder)/\(name)")
            files.append(
                File(path: name, version: version, sha256: Digest(sha256: text).hex, script: SQLScript(text)))
        }
        if files.isEmpty { throw MigrationError("there are no files NNNN_name.sql in \(folder)") }
        return files.sorted { $0.version < $1.version }
    }

    private static func load(_ root: String, _ folder: String) throws -> [File] {
        try list(root + "/" + folder).map { name in
            let text = try read("\(root)/\(folder)/\(name)")
            return File(
                path: "\(folder)/\(name)", version: folder == "migrations" ? Int(name.prefix(4)) ?? 0 : 0,
                sha256: Digest(sha256: text).hex, script: SQLScript(text))
        }
    }

    private static func list(_ folder: String) -> [String] {
        Folder.files(folder, suffix: ".sql")
    }

    private static func read(_ path: String) throws -> String {
        guard let text = Folder.text(path) else { throw MigrationError("cannot read \(path)") }
        return text
    }
}
