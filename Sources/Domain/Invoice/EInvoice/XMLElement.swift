/// An element of an XML file as a value: its local name, attributes without prefix, text and children.
public final class XMLElement: Sendable {
    /// Name without prefix.
    public let name: String
    /// Attributes by their names without prefix.
    public let attributes: [String: String]
    /// The text directly inside, blanks around taken off.
    public let text: String
    /// The elements directly inside, in their order.
    public let children: [XMLElement]

    /// An element from its parts.
    public init(name: String, attributes: [String: String] = [:], text: String = "", children: [XMLElement] = []) {
        self.name = name
        self.attributes = attributes
        self.text = text
        self.children = children
    }
}
