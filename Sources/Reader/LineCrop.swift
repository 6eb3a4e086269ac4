import Domain

/// A line cut out of an image and laid level, 48 pixels high, as the recognition model wants it.
struct LineCrop {
    static let height = 48
    /// Longer lines are squeezed; so long a line of letters is not printed.
    private static let longest = 3200
    /// Widths in steps, so that few shapes are compiled.
    private static let widthStep = 64

    /// Pixels of the line itself; what follows is padding.
    let contentWidth: Int
    /// Pixels with the padding.
    let width: Int
    /// Blue, green, red planes from -1 to 1; padding is 0.
    var planes: [Float]

    init(_ image: Raster, _ quad: Quad) {
        let wanted = Double(Self.height) * quad.width / max(1, quad.height)
        let content = min(max(Int(wanted.rounded(.up)), 8), Self.longest)
        let width = (content + Self.widthStep - 1) / Self.widthStep * Self.widthStep
        contentWidth = content
        self.width = width
        let plane = Self.height * width
        planes = [Float](repeating: 0, count: 3 * plane)
        let scale = quad.height / Double(Self.height)
        // A pixel of a tall line's crop is the mean of several of the image.
        let fine = scale > 2.9 ? 4 : scale > 1.5 ? 2 : 1
        let across = quad.across(1 / Double(content * fine))
        let down = quad.down(1 / Double(Self.height * fine))
        let share = 1 / (Float(fine * fine) * 127.5)
        let origin = quad.corners[0]
        planes.withUnsafeMutableBufferPointer { planes in
            for y in 0..<Self.height {
                for x in 0..<content {
                    var sum = SIMD4<Float>.zero
                    for v in y * fine..<(y + 1) * fine {
                        for u in x * fine..<(x + 1) * fine {
                            let (u, v) = (Double(u) + 0.5, Double(v) + 0.5)
                            sum += image.sample(
                                Point(
                                    origin.x + across.x * u + down.x * v, origin.y + across.y * u + down.y * v))
                        }
                    }
                    let pixel = sum * share - 1
                    let place = y * width + x
                    planes[place] = pixel.x
                    planes[place + plane] = pixel.y
                    planes[place + 2 * plane] = pixel.z
                }
            }
        }
    }
}
