extension StringProtocol {
    /// The first letters as columns count them: code points. A letter with a thousand accents is one `Character`, and
    /// would not fit.
    public func cut(_ most: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(most))) }
}
