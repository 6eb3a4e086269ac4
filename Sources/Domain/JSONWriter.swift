/// Writes JSON text as bytes, without reflection and without Foundation. Commas are its business; nesting is Swift's.
///
///     var json = JSONWriter()
///     json.object {
///         $0.member("id", id)
///         $0.array("words", words) { json, word in json.value(word.text) }
///     }
///     json.bytes  // {"id":"…","words":["Invoice","4711"]}
public struct JSONWriter: Sendable {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    private var needsComma = false

    /// An empty text with room for `capacity` bytes.
    public init(capacity: Int = 256) { bytes.reserveCapacity(capacity) }

    /// What was written so far, as a string.
    public var text: String { String(decoding: bytes, as: UTF8.self) }

    /// An object whose members `body` writes.
    public mutating func object<E>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "{"))
        try body(&self)
        close(UInt8(ascii: "}"))
    }

    /// An array whose elements `body` writes.
    public mutating func array<E>(_ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        open(UInt8(ascii: "["))
        try body(&self)
        close(UInt8(ascii: "]"))
    }

    /// The name of a member; exactly one value, object or array must follow.
    public mutating func name(_ name: String) {
        separate()
        appendEscaped(name)
        bytes.append(UInt8(ascii: ":"))
        needsComma = false
    }

    /// A value: an element of an array, the value after `name`, or the whole text.
    public mutating func value(_ value: some JSONValue) {
        separate()
        value.appendJSON(to: &self)
        needsComma = true
    }

    /// `null`.
    public mutating func null() { raw("null") }

    /// Text that is JSON already, such as a column of the database; the caller vouches for it.
    public mutating func raw(_ json: String) {
        separate()
        bytes.append(contentsOf: json.utf8)
        needsComma = true
    }

    mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func append(contentsOf run: UnsafeBufferPointer<UInt8>) { bytes.append(contentsOf: run) }

    private mutating func open(_ bracket: UInt8) {
        separate()
        bytes.append(bracket)
        needsComma = false
    }

    private mutating func close(_ bracket: UInt8) {
        bytes.append(bracket)
        needsComma = true
    }

    private mutating func separate() {
        if needsComma { bytes.append(UInt8(ascii: ",")) }
    }
}

extension JSONWriter {
    /// A member with a value.
    public mutating func member(_ name: String, _ value: some JSONValue) {
        self.name(name)
        self.value(value)
    }

    /// A member whose value is JSON already.
    public mutating func member(_ name: String, raw json: String) {
        self.name(name)
        raw(json)
    }

    /// The members of a JSON object that is text already, among the members of this one.
    public mutating func members(rawObject object: String) {
        let inside = object.utf8.dropFirst().dropLast()
        if !inside.isEmpty { raw(String(decoding: inside, as: UTF8.self)) }
    }

    /// A member that is an object.
    public mutating func object<E>(_ name: String, _ body: (inout JSONWriter) throws(E) -> Void) throws(E) {
        self.name(name)
        try object(body)
    }

    /// A member that is an array, each element written by `body`.
    public mutating func array<Elements: Sequence, E>(
        _ name: String, _ elements: Elements, _ body: (inout JSONWriter, Elements.Element) throws(E) -> Void
    ) throws(E) {
        self.name(name)
        try array { (json: inout JSONWriter) throws(E) in
            for element in elements { try body(&json, element) }
        }
    }
}
