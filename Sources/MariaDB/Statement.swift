import CMariaDB

/// A column of a result, as the server describes it.
public struct Column: Sendable, Hashable {
    /// Its name.
    public let name: String
    /// The server's type.
    public let type: enum_field_types
    /// True where it may hold no NULL.
    public let isNotNull: Bool

    /// Equal by name and type.
    public static func == (a: Column, b: Column) -> Bool { a.name == b.name && a.type == b.type }
    /// By name.
    public func hash(into hasher: inout Hasher) { hasher.combine(name) }
}

/// A prepared statement with its buffers, for as long as its connection lives.
final class Statement {
    private let handle: UnsafeMutablePointer<MYSQL_STMT>
    private var buffers = ResultBuffers(columns: 0)

    init(_ sql: String, on connection: UnsafeMutablePointer<MYSQL>) throws(DatabaseError) {
        guard let handle = mysql_stmt_init(connection) else {
            throw DatabaseError(.unavailable, message: "out of memory")
        }
        guard mysql_stmt_prepare(handle, sql, UInt(sql.utf8.count)) == 0 else {
            let error = Self.error(of: handle)
            mysql_stmt_close(handle)
            throw error
        }
        self.handle = handle
    }

    deinit { mysql_stmt_close(handle) }

    /// Runs the statement and gives the rows of each of its results. A routine's error can come after a result, so all
    /// results are read before any row is believed.
    /// `described` hears the columns of each result.
    func run(
        _ parameters: [Parameter], described: (([Column]) -> Void)? = nil
    ) throws(DatabaseError) -> [[Row]] {
        guard parameterCount == parameters.count else {
            throw DatabaseError(.fault, message: "wrong number of parameters")
        }
        try execute(parameters)
        var results: [[Row]] = []
        while true {
            let count = Int(mysql_stmt_field_count(handle))
            if count > 0 {
                described?(columns())
                results.append(try fetchAll(count))
            }
            let next = mysql_stmt_next_result(handle)
            if next < 0 { return results }
            if next > 0 { throw failure() }
        }
    }

    private func execute(_ parameters: [Parameter]) throws(DatabaseError) {
        let values = ParameterBuffers(parameters)
        guard parameters.isEmpty || mysql_stmt_bind_param(handle, values.binds) == 0,
            mysql_stmt_execute(handle) == 0
        else { throw failure() }
    }

    private func fetchAll(_ count: Int) throws(DatabaseError) -> [Row] {
        if buffers.columns != count { buffers = ResultBuffers(columns: count) }
        guard mysql_stmt_bind_result(handle, buffers.binds) == 0 else { throw failure() }
        var rows: [Row] = []
        while true {
            switch mysql_stmt_fetch(handle) {
            case 0, Int32(MYSQL_DATA_TRUNCATED):
                rows.append(
                    try buffers.row { index, bind throws(DatabaseError) in
                        guard mysql_stmt_fetch_column(self.handle, bind, UInt32(index), 0) == 0 else {
                            throw self.failure()
                        }
                    })
            case Int32(MYSQL_NO_DATA): return rows
            default: throw failure()
            }
        }
    }

    var parameterCount: Int { Int(mysql_stmt_param_count(handle)) }

    func columns() -> [Column] {
        guard let metadata = mysql_stmt_result_metadata(handle) else { return [] }
        defer { mysql_free_result(metadata) }
        return (0..<Int(mysql_num_fields(metadata))).compactMap { index in
            mysql_fetch_field_direct(metadata, UInt32(index)).map { field in
                Column(
                    name: String(cString: field.pointee.name), type: field.pointee.type,
                    isNotNull: field.pointee.flags & UInt32(NOT_NULL_FLAG) != 0)
            }
        }
    }

    /// The error of the statement, which is left free of half-read results so that it can run again.
    private func failure() -> DatabaseError {
        let error = Self.error(of: handle)
        if error.kind != .unavailable { mysql_stmt_free_result(handle) }
        return error
    }

    private static func error(of handle: UnsafeMutablePointer<MYSQL_STMT>) -> DatabaseError {
        DatabaseError(
            number: mysql_stmt_errno(handle), state: String(cString: mysql_stmt_sqlstate(handle)),
            message: String(cString: mysql_stmt_error(handle)))
    }
}
