import Domain
import Glibc
import Platform

/// The engine that reads whole lines, in a process of its own that stays warm. One thread at a time; one for each slot.
///
/// Nothing depends on it: where it is lost or not installed, a page has no answer here and is left to the other engine.
public final class LineReaderEngine {
    /// How it is run.
    public struct Settings: Sendable, Hashable {
        /// Folder that `bin/install-line-reader` filled.
        public var folder: String
        /// Path of `docket-reader`.
        public var program: String
        /// Megabytes that the process may hold between pages; with more it is ended and started anew.
        public var memoryMB: Int
        /// Megabytes of address space within a page.
        public var addressSpaceMB: Int
        /// Pixels of an image.
        public var maxPixels: Int

        /// Settings that hold worker and reader together under 1.2 GB.
        public init(
            folder: String, program: String, memoryMB: Int = 600, addressSpaceMB: Int = 2500,
            maxPixels: Int = 40_000_000
        ) {
            self.folder = folder
            self.program = program
            self.memoryMB = memoryMB
            self.addressSpaceMB = addressSpaceMB
            self.maxPixels = maxPixels
        }

        /// `DOCKET_LINE_READER` (the folder; `DOCKET_ENGINE2` before), `DOCKET_READER` (the program; else it stands beside
        /// this one) and `DOCKET_ENGINE2_MEMORY_MB`; nil where the folder is not set.
        public static var fromEnvironment: Settings? {
            guard let folder = Environment.value("DOCKET_LINE_READER") ?? Environment.value("DOCKET_ENGINE2") else {
                return nil
            }
            var settings = Settings(folder: folder, program: Environment.value("DOCKET_READER") ?? besideThis)
            if let memory = Environment.value("DOCKET_ENGINE2_MEMORY_MB").flatMap({ Int($0) }), memory > 0 {
                settings.memoryMB = memory
            }
            return settings
        }

        private static var besideThis: String {
            var path = [CChar](repeating: 0, count: 4096)
            let count = readlink("/proc/self/exe", &path, path.count - 1)
            let own = String(decoding: path.prefix(max(0, count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
            return own.prefix(upTo: own.lastIndex(of: "/") ?? own.startIndex) + "/docket-reader"
        }
    }

    private let settings: Settings
    private let onLoss: (String) -> Void
    private var process: ReaderProcess?
    private var delay = StartDelay()
    /// Pages that have no answer because the process was lost, since the start.
    public private(set) var losses = 0
    /// Processes that were started.
    public private(set) var starts = 0

    /// An engine that starts its process with the first page.
    ///
    /// - Parameter onLoss: told why a page has no answer.
    public init(_ settings: Settings, onLoss: @escaping (String) -> Void = { _ in }) {
        self.settings = settings
        self.onLoss = onLoss
    }

    /// An engine as the environment says; nil where it says none.
    public convenience init?(onLoss: @escaping (String) -> Void = { _ in }) {
        guard let settings = Settings.fromEnvironment else { return nil }
        self.init(settings, onLoss: onLoss)
    }

    /// The lines of the PNG at `image`; nil where the process was lost or could not be started, or gave no answer within
    /// `deadline` seconds.
    ///
    /// - Parameter isCancelled: asked twenty times a second, on this thread.
    /// - Throws: `RecognitionError.cancelled`.
    public func read(
        _ image: String, deadline: Double, isCancelled: () -> Bool = { false }
    ) throws(RecognitionError) -> RecognisedPage? {
        let end = Clock.monotonic() + deadline
        do {
            guard let process = try running(until: end, isCancelled) else { return nil }
            let request = ReaderRequest(
                image: image, maxPixels: settings.maxPixels, seconds: max(0, end - Clock.monotonic()))
            let page = try process.read(request, until: end, isCancelled: isCancelled)
            delay.worked()
            if process.residentMB > settings.memoryMB { self.process = nil }
            return page
        } catch {
            process = nil
            if error == .cancelled { throw .cancelled }
            losses += 1
            delay.lost(at: Clock.monotonic())
            onLoss("\(error)")
            return nil
        }
    }

    private func running(until end: Double, _ isCancelled: () -> Bool) throws(ReaderProcess.Loss) -> ReaderProcess? {
        if let process { return process }
        guard delay.allows(at: Clock.monotonic()) else { return nil }
        let started = try ReaderProcess(
            program: settings.program, folder: settings.folder, addressSpaceMB: settings.addressSpaceMB)
        starts += 1
        try started.awaitReady(until: end, isCancelled: isCancelled)
        process = started
        return started
    }
}
