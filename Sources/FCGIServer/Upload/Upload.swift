/// A form that was read: its text fields, and what is known of its file once the sink has it.
public struct Upload: Sendable, Hashable {
    /// The file of a form. Its bytes went to the sink.
    public struct File: Sendable, Hashable {
        /// The name of the field.
        public var field: String
        /// The name as the client sent it: see `FileName`.
        public var filename: String
        /// The type the client claims.
        public var contentType: String?
        /// Its bytes.
        public var size: Int
    }

    /// The text fields; of several with one name, the last.
    public var fields: [String: String] = [:]
    /// The file, if the form has one. A file input left empty in a browser is none.
    public var file: File?

    /// The file, or 400 that asks for one.
    public func requireFile() throws(HTTPProblem) -> File {
        guard let file else {
            throw HTTPProblem(.badRequest, "missing_file", "Add the file as a part of the form, with a file name.")
        }
        return file
    }
}
