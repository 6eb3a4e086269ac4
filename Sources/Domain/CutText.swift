extension StringProtocol {
    /// The first letters as columns count them: code points. A letter with a thousand accents is one `Character`, and
    /// would not fit.
    public func cut(_ most: Int) -> String {
        // No text has more code points than bytes.
        utf8.count <= most ? String(self) : String(String.UnicodeScalarView(unicodeScalars.prefix(most)))
    }
}
