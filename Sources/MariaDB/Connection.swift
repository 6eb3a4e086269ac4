import CMariaDB

/// One connection to MariaDB, for one thread. It connects at the first call, and again after the server went away.
///
///     let connection = Connection(.init(socket: "/run/mysqld/mysqld.sock", user: "docket_app", database: "docket"))
///     let rows = try connection.call("CALL service_health()", [])
public final class Connection {
    /// Where the server is and who asks.
    public struct Configuration: Sendable {
        /// Path of the server's unix socket; nil for TCP.
        public var socket: String?
        /// Host name or address for TCP.
        public var host: String?
        /// TCP port.
        public var port: UInt32
        /// The database account.
        public var user: String
        /// Its password; empty where the server authenticates by socket.
        public var password: String
        /// The schema.
        public var database: String
        /// Seconds after which a server that says nothing is taken for gone; 0 for never, as for statements that take long.
        public var answerSeconds: UInt32 = 0

        /// A configuration from its parts.
        public init(
            socket: String? = nil, host: String? = nil, port: UInt32 = 3306, user: String, password: String = "",
            database: String
        ) {
            self.socket = socket
            self.host = host
            self.port = port
            self.user = user
            self.password = password
            self.database = database
        }
    }

    /// Where the server is and who asks.
    public let configuration: Configuration
    private var handle: UnsafeMutablePointer<MYSQL>?
    private var statements: [String: Statement] = [:]
    private let setup: [String]

    /// A connection that is made at the first call; `setup` statements run each time it is made.
    public init(_ configuration: Configuration, setup: [String] = []) {
        self.configuration = configuration
        self.setup = setup
    }

    deinit { close() }

    /// Ends the connection; the next call makes a new one.
    public func close() {
        statements.removeAll()
        if let handle { mysql_close(handle) }
        handle = nil
    }

    /// Prepares (once) and runs a statement, and gives the rows of its first result.
    public func call(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [Row] {
        try callAll(sql, parameters).first ?? []
    }

    /// The same, with the rows of every result.
    public func callAll(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [[Row]] {
        do {
            return try statement(for: sql).run(parameters)
        } catch {
            throw closing(error)
        }
    }

    /// Names and types of the columns of each result of a statement, which is run.
    public func describe(_ sql: String, _ parameters: [Parameter]) throws(DatabaseError) -> [[Column]] {
        do {
            let statement = try Statement(sql, on: open())
            var results: [[Column]] = []
            _ = try statement.run(parameters) { results.append($0) }
            return results
        } catch {
            throw closing(error)
        }
    }

    /// The columns of a statement's result and the number of its parameters, without running it.
    public func prepare(_ sql: String) throws(DatabaseError) -> (columns: [Column], parameters: Int) {
        do {
            let statement = try Statement(sql, on: open())
            return (statement.columns(), statement.parameterCount)
        } catch {
            throw closing(error)
        }
    }

    /// Runs one statement as text, for what cannot be prepared: migrations, and the borders of transactions.
    public func execute(_ sql: String) throws(DatabaseError) {
        let handle = try open()
        guard mysql_real_query(handle, sql, UInt(sql.utf8.count)) == 0 else { throw closing(Self.error(of: handle)) }
        repeat {
            if let result = mysql_store_result(handle) { mysql_free_result(result) }
            if mysql_errno(handle) != 0 { throw closing(Self.error(of: handle)) }
        } while mysql_next_result(handle) == 0
        if mysql_errno(handle) != 0 { throw closing(Self.error(of: handle)) }
    }

    private func statement(for sql: String) throws(DatabaseError) -> Statement {
        if let statement = statements[sql] { return statement }
        let statement = try Statement(sql, on: open())
        statements[sql] = statement
        return statement
    }

    /// A connection that the server has left is of no further use.
    private func closing(_ error: DatabaseError) -> DatabaseError {
        if error.kind == .unavailable { close() }
        return error
    }

    private func open() throws(DatabaseError) -> UnsafeMutablePointer<MYSQL> {
        if let handle { return handle }
        guard let handle = mysql_init(nil) else { throw DatabaseError(.unavailable, message: "out of memory") }
        var seconds: UInt32 = 10
        mysql_options(handle, MYSQL_OPT_CONNECT_TIMEOUT, &seconds)
        if configuration.answerSeconds > 0 {
            var answer = configuration.answerSeconds
            mysql_options(handle, MYSQL_OPT_READ_TIMEOUT, &answer)
        }
        mysql_options(handle, MYSQL_SET_CHARSET_NAME, "utf8mb4")
        guard
            mysql_real_connect(
                handle, configuration.host, configuration.user, configuration.password, configuration.database,
                configuration.port, configuration.socket, UInt(CLIENT_FOUND_ROWS)) != nil
        else {
            let error = Self.error(of: handle)
            mysql_close(handle)
            throw error
        }
        self.handle = handle
        for statement in setup { try execute(statement) }
        return handle
    }

    private static func error(of handle: UnsafeMutablePointer<MYSQL>) -> DatabaseError {
        DatabaseError(
            number: mysql_errno(handle), state: String(cString: mysql_sqlstate(handle)),
            message: String(cString: mysql_error(handle)))
    }
}
