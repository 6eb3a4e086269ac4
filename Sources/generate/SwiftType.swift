import CMariaDB
import MariaDB

/// How SQL types reach Swift.
enum SwiftType {
    /// What the server can tell apart.
    enum Kind { case integer, decimal, instant, text }

    /// The Swift type of a SQL type; nil where none is known.
    static func name(of sql: String) -> String? {
        switch sql {
        case "TINYINT", "SMALLINT", "INT", "BIGINT": "Int"
        case "BOOLEAN": "Bool"
        case "DECIMAL": "DecimalText"
        case "DATETIME": "Timestamp"
        case "UUID": "Identifier"
        case "BINARY": "Digest"
        case "CHAR", "VARCHAR", "TEXT", "MEDIUMTEXT", "LONGTEXT", "JSON": "String"
        default: nil
        }
    }

    /// The Swift type of a column or parameter of a routine.
    static func name(of column: RoutineHeader.Column, in routine: String) throws -> String {
        guard let name = column.content ?? name(of: column.type) else {
            throw GeneratorError("\(routine): no Swift type for \(column.name) \(column.type)")
        }
        return name + (column.isOptional ? "?" : "")
    }

    static func kind(of sql: String) -> Kind? {
        switch sql {
        case "INT", "BIGINT", "BOOLEAN": .integer
        case "DECIMAL": .decimal
        case "DATETIME": .instant
        case "UUID", "VARCHAR", "JSON": .text
        default: nil
        }
    }

    static func kind(of server: enum_field_types) -> Kind? {
        switch server {
        case MYSQL_TYPE_TINY, MYSQL_TYPE_SHORT, MYSQL_TYPE_INT24, MYSQL_TYPE_LONG, MYSQL_TYPE_LONGLONG: .integer
        case MYSQL_TYPE_NEWDECIMAL: .decimal
        case MYSQL_TYPE_DATETIME, MYSQL_TYPE_TIMESTAMP, MYSQL_TYPE_DATETIME2: .instant
        case MYSQL_TYPE_STRING, MYSQL_TYPE_VAR_STRING, MYSQL_TYPE_VARCHAR, MYSQL_TYPE_BLOB, MYSQL_TYPE_MEDIUM_BLOB,
            MYSQL_TYPE_LONG_BLOB, MYSQL_TYPE_TINY_BLOB, MYSQL_TYPE_ENUM, MYSQL_TYPE_SET:
            .text
        default: nil
        }
    }

    /// `document_progress` → `documentProgress`.
    static func lowerCamel(_ snake: some StringProtocol) -> String {
        let parts = snake.split(separator: "_")
        return parts.enumerated().map { $0 == 0 ? String($1) : $1.prefix(1).uppercased() + $1.dropFirst() }.joined()
    }

    /// `document_progress` → `DocumentProgress`.
    static func upperCamel(_ snake: String) -> String {
        let name = lowerCamel(snake)
        return name.prefix(1).uppercased() + name.dropFirst()
    }
}
