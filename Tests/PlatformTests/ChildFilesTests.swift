import Platform
import Testing

#if canImport(Glibc)
    import Glibc
#endif

@Suite struct ChildFilesTests {
    @Test func noOtherDescriptorIsOpen() throws {
        // One that is not closed by itself when a program starts.
        let leaked = dup(0)
        defer { close(leaked) }
        // Standard input, output and error, and the folder that is listed.
        let seen = try output(ChildProgram("/bin/ls", ["/proc/self/fd"]))
        #expect(seen == "0\n1\n2\n3\n")
        let kept = try output(ChildProgram("/bin/ls", ["/proc/self/fd"], files: [6: .null]))
        #expect(kept == "0\n1\n2\n3\n6\n")
    }

    @Test func whatIsLeftOutIsNull() throws {
        let seen = try output(ChildProgram("/usr/bin/readlink", ["/proc/self/fd/0", "/proc/self/fd/2"]))
        #expect(seen == "/dev/null\n/dev/null\n")
    }

    @Test func descriptorsMayTradePlaces() throws {
        let (firstRead, firstWrite) = makePipe()
        let (secondRead, secondWrite) = makePipe()
        let script = "echo first >&\(secondWrite); echo second >&\(firstWrite)"
        let program = ChildProgram(
            "/bin/bash", ["-c", script],
            files: [firstWrite: .descriptor(secondWrite), secondWrite: .descriptor(firstWrite)])
        let child = try ChildProcess(program)
        close(firstWrite)
        close(secondWrite)
        #expect(child.wait() == .exited(0))
        #expect(readAll(firstRead) == "first\n" && readAll(secondRead) == "second\n")
    }

    @Test func aDescriptorMayKeepItsPlaceAndHaveTwo() throws {
        let (read, write) = makePipe()
        let program = ChildProgram(
            "/bin/bash", ["-c", "echo a; echo b >&2; echo c >&\(write)"],
            files: [1: .descriptor(write), 2: .descriptor(write), write: .descriptor(write)])
        let child = try ChildProcess(program)
        close(write)
        #expect(child.wait() == .exited(0) && readAll(read) == "a\nb\nc\n")
    }

    @Test func aFileIsWrittenAtItsEnd() throws {
        let path = "/tmp/docket-child-\(getpid()).log"
        defer { unlink(path) }
        for word in ["one", "two"] {
            let program = ChildProgram(
                "/bin/sh", ["-c", "echo \(word); echo \(word) >&2"], files: [1: .append(path), 2: .append(path)])
            #expect(try ChildProcess(program).wait() == .exited(0))
        }
        #expect(readAll(open(path, O_RDONLY)) == "one\none\ntwo\ntwo\n")
    }
}

/// What a program writes to its standard output until it ends.
func output(_ program: ChildProgram) throws -> String {
    let (read, write) = makePipe()
    var program = program
    program.files[1] = .descriptor(write)
    let child = try ChildProcess(program)
    close(write)
    let text = readAll(read)
    child.wait()
    return text
}

/// Ends of a pipe that other children do not get.
func makePipe() -> (read: Int32, write: Int32) {
    var ends: [Int32] = [-1, -1]
    precondition(pipe(&ends) == 0)
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
}

/// All until the end, which is closed.
func readAll(_ descriptor: Int32) -> String {
    defer { close(descriptor) }
    var text: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: 4096)
    while case let count = read(descriptor, &piece, piece.count), count > 0 { text += piece[..<count] }
    return String(decoding: text, as: UTF8.self)
}
