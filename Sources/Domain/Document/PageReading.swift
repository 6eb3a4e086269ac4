/// How the words of a page came about: enough to tell why they are as they are, and to get them again.
public struct PageReading: Sendable, Hashable, Codable {
    /// A program that read the page.
    public struct Engine: Sendable, Hashable, Codable {
        /// Its name, `tesseract` or `poppler`.
        public var name: String
        /// Its version as it names itself, `5.3.0`.
        public var version: String

        /// An engine from its name and version.
        public init(name: String, version: String) {
            self.name = name
            self.version = version
        }
    }

    /// What read the page, the main one first.
    public var engines: [Engine]
    /// The models that were loaded, by Tesseract's names, such as `eng`; empty where none was needed.
    public var languages: [String]
    /// What else decided the words: segmentation, clean-up, turn, by name; values as text.
    public var parameters: [String: String]

    /// The parameter of a page that could not be read: the code of its problem.
    public static let unread = "unread"

    /// Why the image was hard to read, the gravest first; nil where the words come from no image.
    public var capture: [CaptureProblem]?

    /// A reading from its parts.
    public init(
        engines: [Engine], languages: [String] = [], parameters: [String: String] = [:],
        capture: [CaptureProblem]? = nil
    ) {
        self.engines = engines
        self.languages = languages
        self.parameters = parameters
        self.capture = capture
    }
}

extension Page {
    /// Why the page could not be read, as a code of `DocumentProblem`; nil where it was.
    public var unread: String? { reading?.parameters[PageReading.unread] }
}
