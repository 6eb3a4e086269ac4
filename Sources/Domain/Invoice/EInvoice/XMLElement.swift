/// An element of an XML file as a value: its local name, attributes without prefix, text and children.
public struct XMLElement: Sendable, Hashable {
    /// Name without prefix.
    public var name: String
    /// Attributes by their names without prefix.
    public var attributes: [String: String]
    /// The text directly inside, blanks around taken off.
    public var text: String
    /// The elements directly inside, in their order.
    public var children: [XMLElement]

    /// An element from its parts.
    public init(name: String, attributes: [String: String] = [:], text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }
}
