import ArgumentParser
import Persistence
import Recognition

extension Tenants {
    struct Languages: ParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Choose the languages that a tenant's documents are read in.",
            discussion:
                "Without languages, those of the installation (DOCKET_LANGUAGES). Counts for what is read from now on.")

        @Argument(help: "The tenant's slug.") var slug: String
        @Argument(help: "Tesseract's names joined by +, the main one first, such as eng+swe.") var languages: String?

        func run() throws {
            if let languages {
                let installed = TesseractEngine.installedLanguages()
                let missing = LanguageCheck.missing(languages, installed: installed)
                guard missing.isEmpty else {
                    throw CommandError(
                        "no model for \(missing.joined(separator: ", ")) here; \(LanguageCheck.installing(missing)) on each "
                            + "host, or choose among "
                            + installed.filter { $0 != "osd" }.joined(separator: ", "))
                }
            }
            let session = try AdminSession.fromEnvironment()
            try CommandError.explaining { try session.tenantLanguages(tenantSlug: slug, languages: languages) }
            print("documents of \(slug) are read in \(languages ?? "the installation's languages")")
        }
    }
}
