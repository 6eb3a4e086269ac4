/// An affine map of the plane, as PDF writes it: (x, y) goes to (a x + c y + e, b x + d y + f).
public struct Placement: Sendable, Hashable {
    /// The six numbers.
    public var a, b, c, d, e, f: Double

    /// A map from its numbers.
    public init(_ a: Double, _ b: Double, _ c: Double, _ d: Double, _ e: Double, _ f: Double) {
        (self.a, self.b, self.c, self.d, self.e, self.f) = (a, b, c, d, e, f)
    }

    /// Where a point goes.
    public func callAsFunction(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
        (a * x + c * y + e, b * x + d * y + f)
    }

    /// From the pixels of an upright page of `width` × `height`, y upwards, to a PDF's rectangle that shows the page when
    /// it is turned `turns` quarters clockwise.
    public init(
        width: Double, height: Double, into box: (left: Double, bottom: Double, right: Double, top: Double), turns: Int
    ) {
        let (across, up) = (box.right - box.left, box.top - box.bottom)
        switch turns & 3 {
        case 1: self.init(0, up / width, -across / height, 0, box.right, box.bottom)
        case 2: self.init(-across / width, 0, 0, -up / height, box.right, box.top)
        case 3: self.init(0, -up / width, across / height, 0, box.left, box.top)
        default: self.init(across / width, 0, 0, up / height, box.left, box.bottom)
        }
    }

    /// From PDF's unit square of an image to a page of `width` × `height` points on which it stands upright: stored with
    /// EXIF's `orientation`, and turned `turns` quarters clockwise beyond that.
    public init(imageOnto width: Double, _ height: Double, orientation: Int, turns: Int) {
        // Of the stored image, from its top left corner, as shares.
        func upright(_ x: Double, _ y: Double) -> (x: Double, y: Double) {
            var point =
                switch orientation {
                case 2: (x: 1 - x, y: y)
                case 3: (x: 1 - x, y: 1 - y)
                case 4: (x: x, y: 1 - y)
                case 5: (x: y, y: x)
                case 6: (x: 1 - y, y: x)
                case 7: (x: 1 - y, y: 1 - x)
                case 8: (x: y, y: 1 - x)
                default: (x: x, y: y)
                }
            for _ in 0..<(turns & 3) { point = (1 - point.y, point.x) }
            return (point.x * width, (1 - point.y) * height)
        }
        let (origin, right, top) = (upright(0, 1), upright(1, 1), upright(0, 0))
        self.init(
            right.x - origin.x, right.y - origin.y, top.x - origin.x, top.y - origin.y, origin.x, origin.y)
    }

    /// The operator of PDF that applies it.
    public var operation: String {
        [a, b, c, d, e, f].map(PDFNumber.text).joined(separator: " ") + " cm"
    }
}

/// Numbers as PDF has them: no exponent.
public enum PDFNumber {
    /// With at most five digits behind the point.
    public static func text(_ value: Double) -> String {
        guard value.isFinite, abs(value) < 1e12 else { return "0" }
        let scaled = Int64((abs(value) * 100_000).rounded())
        var fraction = String(scaled % 100_000)
        fraction = String(repeating: "0", count: 5 - fraction.utf8.count) + fraction
        while fraction.last == "0" { fraction.removeLast() }
        let sign = value < 0 && scaled > 0 ? "-" : ""
        return sign + "\(scaled / 100_000)" + (fraction.isEmpty ? "" : "." + fraction)
    }
}
