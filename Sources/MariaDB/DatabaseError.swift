import CMariaDB
import Domain

/// What a call to the database can fail with. Its description names no value, no statement and no host.
public struct DatabaseError: Error, Sendable, CustomStringConvertible {
    /// The kinds of failure that a caller acts on.
    public enum Kind: Sendable, Equatable {
        /// A routine refused: SQLSTATE `45` + an HTTP status, and a stable code.
        case refused(status: Int, code: String)
        /// A deadlock, a lock wait that ran out, or another node of a cluster that wrote the same rows first; the whole
        /// transaction may be tried again.
        case conflict
        /// The server cannot be reached, has no part in its cluster's majority, or went away during the call, whose
        /// effect is then unknown.
        case unavailable
        /// Anything else: a fault of ours.
        case fault
    }

    /// What to do about it.
    public let kind: Kind
    /// The server's error number, for the log.
    public let number: UInt32
    /// The server's message, for an operator's terminal; it may name tables and values, so it goes to no client.
    public let message: String

    /// An error of our own making.
    public init(_ kind: Kind, number: UInt32 = 0, message: String = "") {
        self.kind = kind
        self.number = number
        self.message = message
    }

    init(number: UInt32, state: String, message: String) {
        self.number = number
        self.message = message
        if state.hasPrefix("45"), let status = Int(state.dropFirst(2)) {
            kind = .refused(status: status, code: message)
        } else {
            switch Int32(number) {
            case ER_LOCK_DEADLOCK, ER_LOCK_WAIT_TIMEOUT, ER_CHECKREAD: kind = .conflict
            case CR_SERVER_GONE_ERROR, CR_SERVER_LOST, CR_CONNECTION_ERROR, CR_CONN_HOST_ERROR, CR_UNKNOWN_HOST,
                CR_SERVER_HANDSHAKE_ERR, CR_SERVER_LOST_EXTENDED, ER_SERVER_SHUTDOWN, ER_CON_COUNT_ERROR,
                ER_NORMAL_SHUTDOWN, ER_CONNECTION_KILLED, ER_TOO_MANY_USER_CONNECTIONS, ER_UNKNOWN_COM_ERROR:
                kind = .unavailable
            default: kind = .fault
            }
        }
    }

    /// True where the call never left: the connection was found closed when it was sent.
    public var isUnsent: Bool { number == UInt32(CR_SERVER_GONE_ERROR) }

    /// The kind and the server's number, or our own words where the server had none; nothing else, so that it may be
    /// logged.
    public var description: String {
        switch kind {
        case .refused(let status, let code): "refused with \(status) \(code)"
        case .conflict: "conflict (\(number))"
        case .unavailable: "database unavailable (\(number))"
        case .fault where number == 0: "database fault: \(message)"
        case .fault: "database fault (\(number))"
        }
    }
}

extension DatabaseError: JobError {
    /// Lost where a routine says that the lease is.
    public var fate: JobFate { kind == .refused(status: 409, code: "lease_lost") ? .lost : .retry() }
    /// A fault of ours.
    public var jobCode: String { "internal_error" }
    /// In words.
    public var jobDetail: String { "The step's results could not be stored." }
    /// Kind and number.
    public var jobLog: String { description }
}
