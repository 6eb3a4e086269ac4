import Domain
import FCGIServer
import MariaDB
import Persistence
import Platform

/// What each thread keeps for its handlers.
struct HandlerContext: RequestContext {
    /// The service's calls into the database, on this thread's connection.
    let app: AppSession
    let settings: HandlerSettings
    /// How the caller's rate stands, while a request is served.
    var standing: RateStanding?

    init(_ settings: HandlerSettings) {
        self.settings = settings
        app = AppSession(Database(settings.database))
    }
}

/// What all threads share.
struct HandlerSettings: Sendable {
    /// Bytes of one upload.
    static let uploadLimit = 10 << 20
    /// Seconds that a link to a result is good for.
    static let linkSeconds = 3600

    let database: Connection.Configuration
    let blobs: any FileStore
    /// Files that tenants share with the service on this host.
    let media: MediaFolder
    /// Who may hold a thread to wait for a job.
    let waiting: WaitingRoom
    let doorbell: Doorbell
    /// `https://host` in front of links; nil: as the client addressed us.
    let publicURL: String?
    /// The rates of all who call.
    let limiter = RateLimiter()

    /// From the environment, as systemd or `bin/up` sets it. `threads`: requests that the process answers at once.
    static func fromEnvironment(threads: Int) throws -> HandlerSettings {
        HandlerSettings(
            database: try .fromEnvironment(defaultUser: "docket_app"),
            blobs: LocalFolder(root: try Environment.required("DOCKET_BLOBS", "the folder of the files")),
            media: MediaFolder(root: Environment.value("DOCKET_MEDIA")),
            waiting: try .fromEnvironment(threads: threads),
            doorbell: Doorbell(runtime: try Environment.required("DOCKET_RUN", "the runtime folder")),
            publicURL: Environment.value("DOCKET_PUBLIC_URL"))
    }
}
