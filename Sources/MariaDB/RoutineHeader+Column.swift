extension RoutineHeader {
    /// A column of a result: `name TYPE`, with `?` where it may be NULL. JSON may name the Swift type that it decodes to:
    /// `words JSON [Word]?`.
    public struct Column: Sendable, Hashable {
        /// Its name.
        public let name: String
        /// Its SQL type, upper case, without length.
        public let type: String
        /// What the JSON in it is, a `Decodable` type of Domain; nil for other columns, and for JSON that stays text.
        public let content: String?
        /// May be NULL.
        public let isOptional: Bool

        /// A column from its parts.
        public init(name: String, type: String, content: String? = nil, isOptional: Bool) {
            self.name = name
            self.type = type
            self.content = content
            self.isOptional = isOptional
        }

        init(_ line: String, in routine: String) throws(HeaderError) {
            var parts = line.split(separator: " ").map(String.init)
            let isOptional = parts.last?.hasSuffix("?") ?? false
            if isOptional, let last = parts.indices.last { parts[last].removeLast() }
            guard parts.count == 2 || parts.count == 3 && parts[1] == "JSON" else {
                throw HeaderError("\(routine): '\(line)' is not 'name TYPE', nor 'name JSON Type'")
            }
            self.init(
                name: parts[0], type: parts[1], content: parts.count == 3 ? parts[2] : nil, isOptional: isOptional)
        }
    }

    /// A result behind the first.
    public struct List: Sendable, Hashable {
        /// What its rows are, in the plural: `line_items`.
        public let name: String
        /// Its columns.
        public var columns: [Column] = []

        /// A result without columns yet.
        public init(name: String) { self.name = name }
    }
}
