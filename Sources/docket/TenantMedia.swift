import ArgumentParser
import Persistence
import Platform

#if canImport(Glibc)
    import Glibc
#endif

/// `docket tenant media`
struct TenantMedia: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "media",
        abstract: "Print a tenant's part of the shared media folder; make it where it is missing.",
        discussion: """
            POST /api/ocr/scan reads files from there by name. Environment, besides the database's: DOCKET_MEDIA, the \
            folder that has them all.
            """)

    @Argument(help: "The tenant's slug.") var slug: String

    func run() throws {
        let root = try Environment.required("DOCKET_MEDIA", "the folder of files that tenants share with the service")
        let session = try AdminSession.fromEnvironment()
        let rows = try CommandError.explaining { try session.tenantList() }
        guard let tenant = rows.first(where: { $0.slug == slug }) else {
            throw CommandError("there is no tenant \(slug); docket tenant list shows them")
        }
        let folder = "\(root)/\(tenant.uid)"
        guard mkdir(folder, 0o750) == 0 || errno == EEXIST else {
            throw CommandError("cannot make \(folder): \(String(cString: strerror(errno)))")
        }
        print(folder)
    }
}
