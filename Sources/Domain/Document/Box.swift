/// A rectangle on a page: pixels of the page as it is shown, origin top left, `right` and `bottom` exclusive.
public struct Box: Sendable, Hashable {
    /// Left edge, in pixels.
    public var left: Int
    /// Top edge, in pixels; y grows downwards.
    public var top: Int
    /// First pixel column to the right of the box.
    public var right: Int
    /// First pixel row below the box.
    public var bottom: Int

    /// A box from its four edges.
    public init(left: Int, top: Int, right: Int, bottom: Int) {
        self.left = left
        self.top = top
        self.right = right
        self.bottom = bottom
    }

    /// Pixels from left to right.
    public var width: Int { right - left }
    /// Pixels from top to bottom.
    public var height: Int { bottom - top }

    /// The smallest box that holds both.
    public func union(_ other: Box) -> Box {
        Box(
            left: min(left, other.left), top: min(top, other.top),
            right: max(right, other.right), bottom: max(bottom, other.bottom))
    }
}

extension Box: Codable {
    /// Reads `[left, top, right, bottom]`.
    public init(from decoder: any Decoder) throws {
        var values = try decoder.unkeyedContainer()
        self.init(
            left: try values.decode(Int.self), top: try values.decode(Int.self),
            right: try values.decode(Int.self), bottom: try values.decode(Int.self))
    }

    /// Writes `[left, top, right, bottom]`.
    public func encode(to encoder: any Encoder) throws {
        var values = encoder.unkeyedContainer()
        try values.encode(left)
        try values.encode(top)
        try values.encode(right)
        try values.encode(bottom)
    }
}
