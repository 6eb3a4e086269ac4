import Testing

@testable import FCGIServer

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ScoreboardTests {
    @Test func countsOfOneProcess() throws {
        let board = try Scoreboard(path: nil)
        let entry = try #require(board.claim(threads: 3))
        #expect(entry.begin() == 1 && entry.begin() == 2)
        #expect(entry.end(slow: true) == 1)
        let process = try #require(board.processes().first)
        #expect(process.pid == Int(getpid()) && process.threads == 3 && process.active == 1 && process.idle == 2)
        #expect(process.maxActive == 2 && process.requests == 1 && process.slow == 1 && process.residentKiB > 0)
        entry.release()
        #expect(board.processes().isEmpty)
    }

    @Test func aFileIsSharedAndTheDeadLoseTheirSlots() throws {
        let path = "/tmp/docket-scoreboard-\(getpid())"
        defer { unlink(path) }
        let one = try Scoreboard(path: path)
        let two = try Scoreboard(path: path)
        let dead = try #require(one.claim(pid: Int32.max, threads: 1))
        #expect(dead.begin() == 1)
        _ = try #require(one.claim(pid: 1, threads: 2))
        #expect(two.processes().map(\.pid) == [1])
        _ = try #require(two.claim(threads: 5))
        #expect(one.processes().map(\.pid) == [1, Int(getpid())])
        #expect(one.processes().map(\.active) == [0, 0])
    }

    @Test func aFullBoardGivesNoSlot() throws {
        let board = try Scoreboard(path: nil, capacity: 1)
        let living = try #require(board.claim(pid: 1, threads: 1))
        #expect(board.claim(threads: 1) == nil)
        living.release()
        #expect(board.claim(threads: 1) != nil)
    }

    @Test func saturationIsSaidOnceAMinute() throws {
        let board = try Scoreboard(path: nil)
        #expect(board.mayLogSaturation(now: 100_000))
        #expect(!board.mayLogSaturation(now: 159_999))
        #expect(board.mayLogSaturation(now: 160_000))
    }

    @Test func aBoardThatCannotBeMadeSaysWhere() {
        #expect { try Scoreboard(path: "/nowhere/board") } throws: { "\($0)".contains("/nowhere/board") }
    }
}
