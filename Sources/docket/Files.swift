import ArgumentParser
import Domain
import Persistence
import Platform

/// `docket files`
struct Files: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "files", abstract: "Look after the folder of the files.", subcommands: [Sweep.self])

    struct Sweep: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Remove files that belong to nothing any more.",
            discussion: """
                An upload that died before its row was written leaves a file behind, and so does a job that lost its \
                lease, or pages that were prepared again. What a row names is never removed, nor what is younger than a \
                day, nor a tenant's files that this database does not know. After a restore of an older database, do \
                not run it before the files that came in since are accounted for: their rows are missing.

                Environment, besides the database's: DOCKET_BLOBS. May be cut off and run again.
                """)

        @Option(help: "Leave alone what was written in this time; 1h at least.") var olderThan = Age.day
        @Flag(help: "Show which, and remove nothing.") var dryRun = false

        func validate() throws {
            // A file is stored a moment before its row is; an upload or a job may take minutes over that.
            guard olderThan.seconds >= 3600 else { throw ValidationError("--older-than must be 1h or more") }
        }

        func run() throws {
            let root = try Environment.required("DOCKET_BLOBS", "the folder of the files")
            guard LocalFolder(root: root).freeBytes() != nil else {
                throw CommandError("\(root) cannot be opened; set DOCKET_BLOBS to the folder of the files")
            }
            var sweep = FileSweep(
                store: LocalFolder(root: root), session: try .fromEnvironment(),
                limit: Int(Clock.milliseconds() / 1000) - olderThan.seconds, isDry: dryRun)
            try CommandError.explaining { try sweep.run() }
            print(sweep.summary)
        }
    }
}

/// One pass over the files: keys to the database in batches, and away with what it says is nobody's.
struct FileSweep {
    let store: LocalFolder
    let session: AdminSession
    /// Seconds since 1970; what was written later is left alone.
    let limit: Int
    let isDry: Bool
    private var batch: [StoredFile] = []
    private var checked = 0
    private var removed = 0
    private var bytes = 0
    private var progress = Progress(what: "files checked")
    private static let batchSize = 500

    init(store: LocalFolder, session: AdminSession, limit: Int, isDry: Bool) {
        self.store = store
        self.session = session
        self.limit = limit
        self.isDry = isDry
    }

    mutating func run() throws {
        try store.forEachFile(writtenBefore: limit) { file in
            batch.append(file)
            if batch.count == Self.batchSize { try judge() }
        }
        try judge()
    }

    private mutating func judge() throws {
        guard !batch.isEmpty else { return }
        var keys = JSONWriter()
        keys.array { json in for file in batch { json.value(file.key) } }
        let unnamed = Set(try session.filesUnnamed(keys: keys.text).map(\.storageKey))
        for file in batch where unnamed.contains(file.key) {
            guard isDry || store.remove(file, writtenBefore: limit) else { continue }
            print("\(isDry ? "would remove" : "removed") \(file.key)")
            removed += 1
            bytes += file.bytes
        }
        checked += batch.count
        progress.advance(by: batch.count)
        batch = []
    }

    var summary: String {
        let size = BlobCheck.size(UInt64(bytes))
        return isDry
            ? "\(checked) files checked, \(removed) belong to nothing (\(size)). Nothing was removed."
            : "\(checked) files checked, \(removed) removed (\(size))"
    }
}

extension Age: ExpressibleByArgument {
    /// `24h`.
    static let day = Age("1d")!

    /// Nil for what is no length of time.
    public init?(argument: String) { self.init(argument) }

    /// As it would be given.
    public var defaultValueDescription: String { description }
}
