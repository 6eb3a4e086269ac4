/// What is wrong with a document, in words for its sender. Trying again cannot help: the same bytes give the same answer.
public struct DocumentProblem: Error, Sendable, Hashable, CustomStringConvertible {
    /// The stable code that clients may act on.
    public enum Code: String, Sendable, CaseIterable, Codable {
        /// No bytes at all.
        case empty
        /// The content is of no type that is read, whatever the name says.
        case unsupportedType = "unsupported_type"
        /// Damaged beyond reading.
        case invalidFile = "invalid_file"
        /// Needs a password to open.
        case encrypted
        /// More pixels or bytes than are decoded.
        case tooLarge = "too_large"
        /// More pages than are read.
        case tooManyPages = "too_many_pages"
    }

    /// The stable code.
    public let code: Code
    /// A sentence that says what to do; never a path, never bytes of the document.
    public let detail: String

    /// A problem from its code and a sentence that says what to do.
    public init(_ code: Code, _ detail: String) {
        self.code = code
        self.detail = detail
    }

    /// `code: detail`.
    public var description: String { "\(code.rawValue): \(detail)" }
}
