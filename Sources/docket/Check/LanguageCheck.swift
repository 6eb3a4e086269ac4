import Platform
import Recognition

/// Every language that is to be read has a model.
enum LanguageCheck {
    static let name = "languages"

    static func run() -> CheckItem {
        judge(
            wanted: Environment.value("DOCKET_LANGUAGES") ?? "eng+deu+fra",
            installed: TesseractEngine.installedLanguages())
    }

    static func judge(wanted: String, installed: [String]) -> CheckItem {
        let languages = wanted.split(separator: "+").map(String.init)
        let missing = missing(wanted, installed: installed)
        if languages.isEmpty {
            return CheckItem(name, .fail, "DOCKET_LANGUAGES names none; set it to Tesseract's names, such as eng+deu")
        }
        if missing.isEmpty { return CheckItem(name, .ok, languages.joined(separator: ", ")) }
        return CheckItem(
            name, .fail,
            "no model for \(missing.joined(separator: ", ")); \(installing(missing)), or "
                + "change DOCKET_LANGUAGES")
    }

    /// The languages of `wanted`, joined by `+`, that no model is installed for.
    static func missing(_ wanted: String, installed: [String]) -> [String] {
        wanted.split(separator: "+").map(String.init).filter { !installed.contains($0) }
    }

    /// What installs the models of `languages`.
    static func installing(_ languages: [String]) -> String {
        "apt install " + languages.map(package).joined(separator: " ")
    }

    /// Debian's package of a language: `chi_sim` is in `tesseract-ocr-chi-sim`.
    static func package(_ language: String) -> String {
        "tesseract-ocr-" + String(language.lowercased().map { $0 == "_" || $0 == "/" ? "-" : $0 })
    }
}
