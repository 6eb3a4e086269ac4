import Platform
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ChildProcessTests {
    @Test func tellsHowItEnded() throws {
        #expect(try shell("exit 0").wait() == .exited(0))
        #expect(try shell("exit 7").wait() == .exited(7))
        #expect(try shell("kill -9 $$").wait() == .killed(9))
        #expect("\(ChildProcess.Ending.exited(7)), \(ChildProcess.Ending.killed(9))" == "exit 7, signal 9")
    }

    @Test func runsUntilItIsSignalled() throws {
        let child = try ChildProcess(ChildProgram("/bin/sleep", ["100"]))
        #expect(child.ending() == nil)
        child.signal(SIGTERM)
        #expect(child.wait() == .killed(SIGTERM))
        // Told once, and no zombie left.
        #expect(child.wait() == nil && child.ending() == nil)
        #expect(access("/proc/\(child.pid)/stat", F_OK) != 0)
    }

    @Test func seesTheEnvironmentThatIsGivenAlone() throws {
        setenv("DOCKET_TEST_SECRET", "1", 1)
        defer { unsetenv("DOCKET_TEST_SECRET") }
        let seen = try output(ChildProgram("/usr/bin/env", environment: ["A": "b=c ", "EMPTY": ""]))
        #expect(seen.split(separator: "\n").sorted() == ["A=b=c ", "EMPTY="])
        #expect(Environment.all["DOCKET_TEST_SECRET"] == "1")
    }

    @Test func itsArgumentsAreGivenAsTheyAre() throws {
        let program = ChildProgram("/usr/bin/printf", ["%s|", "a b", "", "$HOME", "é"])
        #expect(try output(program) == "a b||$HOME|é|")
    }

    @Test func signalsAreNeitherBlockedNorIgnored() throws {
        signal(SIGPIPE, SIG_IGN)
        var blocked = sigset_t()
        sigemptyset(&blocked)
        sigaddset(&blocked, SIGUSR1)
        pthread_sigmask(SIG_BLOCK, &blocked, nil)
        defer { pthread_sigmask(SIG_UNBLOCK, &blocked, nil) }
        let seen = try output(ChildProgram("/bin/grep", ["-E", "Sig(Blk|Ign)", "/proc/self/status"]))
        let masks = seen.split(whereSeparator: \.isWhitespace).compactMap { UInt64($0, radix: 16) }
        // 32 and 33 are glibc's own, which it has ignored in every child.
        #expect(masks.count == 2 && masks[0] == 0 && masks[1] & ~(3 << 31) == 0)
    }

    @Test func agreesOnItsGroup() throws {
        func group(_ group: ChildProgram.Group) throws -> (Bool, Bool) {
            let child = try ChildProcess(ChildProgram("/bin/sleep", ["100"], group: group))
            defer {
                child.signal(SIGKILL)
                child.wait()
            }
            return (getpgid(child.pid) == child.pid, getsid(child.pid) == child.pid)
        }
        #expect(try group(.shared) == (false, false))
        #expect(try group(.own) == (true, false))
        #expect(try group(.session) == (true, true))
    }

    @Test func aSignalToItsGroupReachesItsOwnChildren() throws {
        let (read, write) = makePipe()
        let program = ChildProgram(
            "/bin/sh", ["-c", "sleep 100 & echo started; wait"], files: [1: .descriptor(write)], group: .own)
        let child = try ChildProcess(program)
        close(write)
        var byte: UInt8 = 0
        #expect(Glibc.read(read, &byte, 1) == 1)
        child.signalGroup(SIGKILL)
        #expect(child.wait() == .killed(SIGKILL))
        // The grandchild holds the pipe open for as long as it lives.
        #expect(readAll(read) == "tarted\n")
    }

    @Test func whatCannotBeStartedSaysWhy() {
        func error(_ program: ChildProgram) -> ChildProcess.NotStarted? {
            do { _ = try ChildProcess(program) } catch { return error }
            return nil
        }
        let missing = error(ChildProgram("/nowhere/program"))
        #expect(missing?.code == ENOENT)
        #expect(missing.map { "\($0)" } == "/nowhere/program cannot be started: No such file or directory")
        #expect(error(ChildProgram("/etc/passwd"))?.code == EACCES)
        #expect(error(ChildProgram("/bin/true", ["a\0b"]))?.code == EINVAL)
        #expect(error(ChildProgram("/bin/true", environment: ["A": "\0"]))?.code == EINVAL)
        #expect(error(ChildProgram("/bin/true", files: [1: .append("/nowhere/log")]))?.code == ENOENT)
        #expect(error(ChildProgram("/bin/true", files: [0: .descriptor(900)]))?.code == EBADF)
        #expect(error(ChildProgram("/bin/true", files: [-1: .null]))?.code == EBADF)
    }

    private func shell(_ script: String) throws -> ChildProcess {
        try ChildProcess(ChildProgram("/bin/sh", ["-c", script]))
    }
}
