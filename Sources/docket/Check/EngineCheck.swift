import Platform
import Recognition

/// Which engines read images.
enum EngineCheck {
    static let name = "engines"

    static func run() -> CheckItem {
        let folder = Environment.value("DOCKET_LINE_READER") ?? Environment.value("DOCKET_ENGINE2")
        return judge(
            folder: folder, isThere: folder.map { !Folder.names($0 + "/models").isEmpty } ?? false,
            tesseract: TesseractEngine.version, languages: Environment.value("DOCKET_LANGUAGES") ?? "eng+deu+fra")
    }

    static func judge(folder: String?, isThere: Bool, tesseract: String, languages: String) -> CheckItem {
        let words = "Tesseract \(tesseract) (\(languages))"
        guard let folder else {
            return CheckItem(
                name, .ok,
                words
                    + " alone; bin/install-line-reader adds the line reader, which reads photographs and receipts far "
                    + "better")
        }
        guard isThere else {
            return CheckItem(
                name, .warn,
                words
                    + " alone: there is no line reader in \(folder); bin/install-line-reader --dir \(folder) installs it"
            )
        }
        return CheckItem(name, .ok, "PP-OCRv4 (line reader) and \(words)")
    }
}
