import Domain
import MariaDB
import Persistence
import Platform
import Synchronization

#if canImport(Glibc)
    import Glibc
#endif

/// The threads of a worker: a slot for each job, one keeper of leases, one housekeeper, and the main thread that waits
/// for the signal to stop.
public final class WorkerProcess: Sendable {
    private let queues: QueueList
    private let database: Connection.Configuration
    private let bench: WorkBench
    private let works: @Sendable (WorkBench) -> [any Work]
    private let chores: @Sendable () -> Void
    private let kinds: [String]
    private let stopSeconds: Double
    /// Random at each start, so that a restart is another worker; 62 bits, to fit a signed column.
    private let worker = Int.random(in: 1...(1 << 62))
    private let keeper: LeaseKeeper
    private let gate = ClaimGate()
    private let feeds = Mutex<[QueueFeed]>([])
    private let stopping = Atomic<Bool>(false)
    private let busySlots = Atomic<Int>(0)

    /// - Parameters:
    ///   - queues: those that are served, with the slots of each.
    ///   - database: the account of the workers.
    ///   - doorbell: where queues are rung.
    ///   - stopSeconds: what jobs under way may take when the process is stopped.
    ///   - chores: what is looked after once a minute.
    ///   - works: makes what a slot can do, once for each slot.
    public init(
        queues: QueueList, database: Connection.Configuration, doorbell: Doorbell, stopSeconds: Double,
        chores: @escaping @Sendable () -> Void = {}, works: @escaping @Sendable (WorkBench) -> [any Work]
    ) {
        self.queues = queues
        self.database = database
        self.stopSeconds = stopSeconds
        self.chores = chores
        self.works = works
        bench = WorkBench(meter: WorkerMeter(), doorbell: doorbell)
        kinds = WorkSet(works(bench)).kinds
        keeper = LeaseKeeper(worker: worker)
    }

    /// Works until SIGTERM or SIGINT; the code to leave with.
    public func run() -> Int32 {
        let signals = StopSignals()
        let session = WorkerSession(Database(database))
        guard register(session, signals) else { return 0 }
        Log.info("worker started", ["queues": "\(queues)", "pid": "\(getpid())"])
        for (name, count) in queues.slots {
            let feed = QueueFeed(
                queue: name, worker: worker, keeper: keeper, gate: gate, bell: bench.doorbell.listen(name, slot: 0),
                stopped: { self.stopping.load(ordering: .relaxed) })
            feeds.withLock { $0.append(feed) }
            for _ in 0..<count { startThread { self.serve(feed) } }
        }
        startThread { [self] in
            keeper.run(WorkerSession(Database(database))) { Notifier.send("WATCHDOG=1") }
        }
        startThread { [self] in
            let session = WorkerSession(Database(database))
            Housekeeper(
                queues: queues.names, worker: worker, session: session, doorbell: bench.doorbell,
                meter: bench.meter, chores: chores,
                hint: { queue in self.feeds.withLock { feeds in feeds.first { $0.queue == queue }?.hint() } },
                register: { () throws(DatabaseError) in try self.makeKnown(session) }
            ).run()
        }
        Notifier.send("READY=1")
        signals.wait()
        stop(session)
        return 0
    }

    /// Waits for the database where it is not there yet, as after a restart of the whole host.
    private func register(_ session: WorkerSession, _ signals: StopSignals) -> Bool {
        while true {
            do {
                try makeKnown(session)
                return true
            } catch {
                Log.warning("waiting for the database", ["error": "\(error)"])
                if signals.wait(seconds: 1) { return false }
            }
        }
    }

    private func makeKnown(_ session: WorkerSession) throws(DatabaseError) {
        try session.workerRegister(
            worker: worker, host: hostName, pid: Int(getpid()), queues: "\(queues)",
            kinds: kinds.joined(separator: ","))
    }

    private func serve(_ feed: QueueFeed) {
        busySlots.add(1, ordering: .relaxed)
        Slot(
            feed: feed, queues: queues.names.joined(separator: ","), worker: worker,
            session: WorkerSession(Database(database)), keeper: keeper, gate: gate, doorbell: bench.doorbell,
            meter: bench.meter, works: WorkSet(works(bench))
        ).run()
        busySlots.subtract(1, ordering: .relaxed)
    }

    private func stop(_ session: WorkerSession) {
        Notifier.send("STOPPING=1")
        stopping.store(true, ordering: .relaxed)
        for name in queues.names { bench.doorbell.ring(name) }
        feeds.withLock { $0.forEach { $0.wake() } }
        let patience = Clock.monotonic() + stopSeconds
        // Slots, not jobs: a claim may be on its way, and its job comes after we looked.
        while busySlots.load(ordering: .relaxed) > 0, Clock.monotonic() < patience { Clock.sleep(seconds: 0.02) }
        let end = Clock.monotonic() + 5
        while busySlots.load(ordering: .relaxed) > 0, Clock.monotonic() < end {
            keeper.giveBackAll()
            Clock.sleep(seconds: 0.02)
        }
        keeper.releaseAll(session)
        try? bench.meter.report(session, worker: worker)
        try? session.workerStop(worker: worker)
        Log.info("worker stopped", ["queues": "\(queues)", "pid": "\(getpid())"])
    }

    private var hostName: String {
        var name = [CChar](repeating: 0, count: 65)
        gethostname(&name, 64)
        return String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
