import MariaDB
import Persistence

/// What is checked, in the order of the screen.
struct Checks {
    /// The folder with the migrations.
    let sql: String
    /// The API's unix socket.
    let socket: String?
    /// Where clients reach the service.
    let url: String?

    func run() -> CheckReport {
        var items = database()
        items += [BlobCheck.run(), LanguageCheck.run(), EngineCheck.run()]
        if let socket { items.append(SocketCheck.run(path: socket)) }
        if let url { items.append(HTTPCheck.run(url: url)) }
        return CheckReport(items: items)
    }

    /// What is asked of the database; only why it does not answer, where it does not.
    private func database() -> [CheckItem] {
        let session: AdminSession
        do {
            session = try .fromEnvironment()
        } catch {
            return [CheckItem(DatabaseCheck.name, .fail, "\(error)")] + Self.unknown
        }
        let item = DatabaseCheck.run(session)
        guard item.state != .fail else { return [item] + Self.unknown }
        return [item, SchemaCheck.run(session, sql: sql), WorkerCheck.run(session), KindCheck.run(session)]
    }

    private static let unknown = [SchemaCheck.name, WorkerCheck.name, KindCheck.name].map {
        CheckItem($0, .fail, "cannot be told before the database is well")
    }
}
