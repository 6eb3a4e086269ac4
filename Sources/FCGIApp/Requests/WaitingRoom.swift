import Domain
import FCGIServer
import Persistence
import Platform
import Synchronization

/// Requests that wait for a job hold a thread. Only so many of a process may, and each for so long, so that threads are
/// always left for those who ask quickly; who finds no room is told at once where to ask again. One key has at most half of
/// the places, so that a client who asks for much leaves some to the others.
final class WaitingRoom: Sendable {
    /// Seconds that one request may wait.
    let seconds: Double
    private let places: Int
    /// How many wait with each key; nothing where none does.
    private let taken = Mutex<[Digest: Int]>([:])

    init(places: Int, seconds: Double) {
        self.places = places
        self.seconds = seconds
    }

    /// The environment's values; else half of the threads, and 25 seconds, which is less than a client's usual patience
    /// and far less than nginx's.
    static func fromEnvironment(threads: Int) throws -> WaitingRoom {
        func number(_ name: String, _ range: ClosedRange<Int>, _ standard: Int) throws -> Int {
            guard let text = Environment.value(name) else { return standard }
            guard let value = Int(text), range.contains(value) else {
                throw SettingError("\(name) must be \(range.lowerBound) to \(range.upperBound), not \"\(text)\"")
            }
            return value
        }
        return WaitingRoom(
            places: try number("DOCKET_WAIT_THREADS", 0...max(0, threads - 1), threads / 2),
            seconds: Double(try number("DOCKET_WAIT_SECONDS", 0...45, 25)))
    }

    /// Asks `look` until it gives something; nil where there was no room, the time is over, or the process stops.
    func wait<Found>(_ request: Request, key: Digest, for look: () throws -> Found?) throws -> Found? {
        guard enter(key) else { return try look() }
        defer { leave(key) }
        let end = Clock.monotonic() + seconds
        var pause = 0.02
        while true {
            if let found = try look() { return found }
            let left = end - Clock.monotonic()
            guard left > 0, !request.isStopping() else { return nil }
            Clock.sleep(seconds: min(pause, left))
            pause = min(0.25, pause * 1.4)
        }
    }

    /// Takes a place; false where there is none.
    func enter(_ key: Digest) -> Bool {
        taken.withLock { taken in
            let own = taken[key, default: 0]
            guard own < max(1, places / 2), taken.values.reduce(0, +) < places else { return false }
            taken[key] = own + 1
            return true
        }
    }

    /// Gives a place back.
    func leave(_ key: Digest) {
        taken.withLock { taken in
            let left = taken[key, default: 0] - 1
            taken[key] = left > 0 ? left : nil
        }
    }
}
