import MariaDB
import Platform

extension Connection.Configuration {
    /// The server and account that the environment names: `DOCKET_DB_SOCKET`, or `DOCKET_DB_HOST` and `DOCKET_DB_PORT`;
    /// `DOCKET_DB_NAME`, `DOCKET_DB_USER`, and `DOCKET_DB_PASSWORD_FILE` where the account has a password.
    public static func fromEnvironment(defaultUser: String) throws -> Connection.Configuration {
        let hasPassword = Environment.value("DOCKET_DB_PASSWORD_FILE") != nil
        return try server(
            user: Environment.value("DOCKET_DB_USER") ?? defaultUser,
            password: hasPassword ? try Environment.secret("DOCKET_DB_PASSWORD_FILE", "the account's password") : "")
    }

    /// The server that the environment names, under an account of its own whose password is in a file.
    public static func fromEnvironment(account: String, passwordFile: String) throws -> Connection.Configuration {
        try server(user: account, password: try Environment.secret(inFile: passwordFile, named: passwordFile))
    }

    private static func server(user: String, password: String) throws -> Connection.Configuration {
        let socket = Environment.value("DOCKET_DB_SOCKET")
        let host = Environment.value("DOCKET_DB_HOST")
        guard socket != nil || host != nil else {
            throw SettingError("DOCKET_DB_SOCKET is not set: set it to MariaDB's unix socket, or set DOCKET_DB_HOST")
        }
        return Connection.Configuration(
            socket: socket, host: host, port: UInt32(Environment.value("DOCKET_DB_PORT") ?? "") ?? 3306,
            user: user, password: password, database: Environment.value("DOCKET_DB_NAME") ?? "docket")
    }
}
