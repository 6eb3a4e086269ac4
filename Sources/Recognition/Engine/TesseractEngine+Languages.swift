import CTesseract

extension TesseractEngine {
    /// Tesseract's own, such as `5.3.0`.
    public static var version: String { String(cString: TessVersion()) }

    /// The languages that models are installed for, sorted, from `models` or Tesseract's own folder.
    public static func installedLanguages(models: String? = nil) -> [String] {
        guard let handle = TessBaseAPICreate() else { return [] }
        defer {
            TessBaseAPIEnd(handle)
            TessBaseAPIDelete(handle)
        }
        TessBaseAPISetVariable(handle, "debug_file", "/dev/null")
        // Tesseract learns its folder while it begins, so it is made to; with a model that has nothing for this mode it
        // stops right behind that.
        _ = TessBaseAPIInit2(handle, models, "osd", OEM_LSTM_ONLY)
        guard let names = TessBaseAPIGetAvailableLanguagesAsVector(handle) else { return [] }
        defer { TessDeleteTextArray(names) }
        var languages: [String] = []
        var next = names
        while let name = next.pointee {
            languages.append(String(cString: name))
            next += 1
        }
        return languages.sorted()
    }
}
