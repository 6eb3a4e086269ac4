import ArgumentParser

/// What the worker does with a file, in one process and without a database.
struct ReadingBench: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "readingbench", abstract: "Prepares and reads files as the worker does, for bench/reading/run.",
        subcommands: [PrepareCommand.self, ReadCommand.self])
}

ReadingBench.main()
