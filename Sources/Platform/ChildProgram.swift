/// A program to start as a child, and all that it gets of this process: what is not named here it does not have.
///
///     var program = ChildProgram("/usr/bin/sort", ["-n"], environment: ["LC_ALL": "C"])
///     program.files = [0: .descriptor(input), 1: .append("/var/log/sorted")]
///     let ending = try ChildProcess(program).wait()
public struct ChildProgram: Sendable {
    /// What stands behind a descriptor of the child.
    public enum File: Sendable, Hashable {
        /// `/dev/null`, to read and to write.
        case null
        /// An open descriptor of this process, which stays open here.
        case descriptor(Int32)
        /// A file that is written at its end; made with mode 0640 where it is not there.
        case append(String)
    }

    /// Whom the child's group of processes is shared with: a signal to a group reaches all in it.
    public enum Group: Sendable, Hashable {
        /// This process's group.
        case shared
        /// A group of its own, by the child's pid.
        case own
        /// A session of its own, without a terminal, and so a group of its own too.
        case session
    }

    /// Absolute, as `PATH` is not asked; also the first of the arguments that the program sees.
    public var path: String
    /// The arguments behind it.
    public var arguments: [String]
    /// The whole environment.
    public var environment: [String: String]
    /// What stands behind which descriptor. 0, 1 and 2 are `/dev/null` where they are left out; no other is open.
    public var files: [Int32: File]
    /// Its group of processes.
    public var group: Group

    /// A program from its parts.
    public init(
        _ path: String, _ arguments: [String] = [], environment: [String: String] = [:], files: [Int32: File] = [:],
        group: Group = .shared
    ) {
        self.path = path
        self.arguments = arguments
        self.environment = environment
        self.files = files
        self.group = group
    }
}
