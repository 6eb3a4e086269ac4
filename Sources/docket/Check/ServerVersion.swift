/// MariaDB's version, such as `10.11.19-MariaDB-0+deb12u1`.
struct ServerVersion: Equatable, Comparable, CustomStringConvertible {
    let major: Int
    let minor: Int

    /// SKIP LOCKED with all that the queue leans on, and the first long-term release with it that we test against.
    static let oldest = ServerVersion(major: 10, minor: 11)

    init(major: Int, minor: Int) {
        self.major = major
        self.minor = minor
    }

    /// Nil for what is not MariaDB: MySQL numbers otherwise and lacks what we use.
    init?(_ text: String) {
        guard text.contains("MariaDB") else { return nil }
        let parts = text.prefix { $0 != "-" }.split(separator: ".")
        guard parts.count >= 2, let major = Int(parts[0]), let minor = Int(parts[1]) else { return nil }
        self.init(major: major, minor: minor)
    }

    var description: String { "\(major).\(minor)" }

    static func < (a: ServerVersion, b: ServerVersion) -> Bool { (a.major, a.minor) < (b.major, b.minor) }
}
