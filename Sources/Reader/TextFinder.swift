import CLeptonica
import Domain
import Platform

/// Finds lines of text.
struct TextFinder {
    let model: Model

    /// The lines, in pixels of the image, in no order.
    ///
    /// - Parameter end: on the monotonic clock; behind it no further part of a long strip is searched.
    /// - Returns: the lines, and whether the whole image was searched.
    func find(in image: Raster, until end: Double) throws -> (lines: [Quad], isWhole: Bool) {
        let size = DetectionSize(width: image.width, height: image.height)
        guard let scaled = image.scaled(width: size.width, height: size.height) else { throw Self.memory }
        let (across, down) = (
            Double(image.width) / Double(size.width), Double(image.height) / Double(size.height)
        )
        func lines(_ values: UnsafeBufferPointer<Float>) throws -> [Quad] {
            let map = TextMap(width: size.width, height: size.height, values: values)
            return try Self.regions(map).compactMap { $0.line(on: map)?.scaled(across, down) }
        }
        if size.tiles.count == 1 {
            return (try search(scaled, 0..<scaled.width, 0..<scaled.height, lines), true)
        }
        // The parts' maps are laid side by side, so that a line that crosses a seam is one.
        var all = [Float](repeating: 0, count: size.width * size.height)
        var isWhole = true
        for (index, tile) in size.tiles.enumerated() {
            if index > 0, Clock.monotonic() >= end {
                isWhole = false
                break
            }
            let isUpright = size.height >= size.width
            let columns = isUpright ? 0..<size.width : tile.searched
            let rows = isUpright ? tile.searched : 0..<size.height
            let (left, right) = isUpright ? (0, size.width) : (tile.kept.lowerBound, tile.kept.upperBound)
            try search(scaled, columns, rows) { part in
                for y in isUpright ? tile.kept : 0..<size.height {
                    let row = (y - rows.lowerBound) * columns.count - columns.lowerBound
                    for x in left..<right { all[y * size.width + x] = part[row + x] }
                }
            }
        }
        return (try all.withUnsafeBufferPointer(lines), isWhole)
    }

    /// Gives how probable text is in a part of the image, row by row.
    private func search<Result>(
        _ image: Raster, _ columns: Range<Int>, _ rows: Range<Int>,
        _ body: (UnsafeBufferPointer<Float>) throws -> Result
    ) throws -> Result {
        var input = Self.planes(image, columns, rows)
        return try model.run(&input, shape: [1, 3, rows.count, columns.count]) { output, shape in
            guard shape[2] == rows.count, shape[3] == columns.count else {
                throw Refusal(reason: "The detection model is not the one that was expected; install the engine anew.")
            }
            return try body(output)
        }
    }

    /// Blue, green, red, each from -1 to 1.
    private static func planes(_ image: Raster, _ columns: Range<Int>, _ rows: Range<Int>) -> [Float] {
        let plane = columns.count * rows.count
        return [Float](unsafeUninitializedCapacity: 3 * plane) { planes, count in
            var place = 0
            for y in rows {
                for x in columns {
                    let pixel = image.pixel(x, y) / 127.5 - 1
                    planes[place] = pixel.x
                    planes[place + plane] = pixel.y
                    planes[place + 2 * plane] = pixel.z
                    place += 1
                }
            }
            count = 3 * plane
        }
    }

    /// The connected spots of the map; more than `most` is noise, not text.
    private static func regions(_ map: TextMap) throws -> [TextRegion] {
        guard let mask = mask(map) else { throw memory }
        var masks: UnsafeMutablePointer<PIXA>?
        var boxes = pixConnComp(mask.pix, &masks, 8)
        defer {
            boxaDestroy(&boxes)
            pixaDestroy(&masks)
        }
        guard boxes != nil, masks != nil else { throw memory }
        let count = min(boxaGetCount(boxes), most)
        return (0..<count).compactMap { index in
            var (x, y, w, h) = (Int32(0), Int32(0), Int32(0), Int32(0))
            guard boxaGetBoxGeometry(boxes, index, &x, &y, &w, &h) == 0, w >= 3, h >= 3,
                let spot = Mask(pixaGetPix(masks, index, Int32(L_CLONE)))
            else { return nil }
            return spot.region(left: Int(x), top: Int(y))
        }
    }

    private static let most: Int32 = 3000
    /// An image that cannot be made must not pass for a page without text.
    private static let memory = Refusal(reason: "There is not enough memory for the page.")

    /// Black where text is probable, made a pixel wider, which joins what barely touches.
    private static func mask(_ map: TextMap) -> Mask? {
        guard let mask = Mask(pixCreate(Int32(map.width), Int32(map.height), 1)) else { return nil }
        mask.fill(map)
        return Mask(pixDilateBrick(nil, mask.pix, 2, 2))
    }
}

/// Owns a leptonica image of one bit a pixel.
private final class Mask {
    let pix: UnsafeMutablePointer<PIX>

    init?(_ pix: UnsafeMutablePointer<PIX>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    deinit {
        var pix: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&pix)
    }

    func fill(_ map: TextMap) {
        guard let data = pixGetData(pix) else { return }
        let rowWords = Int(pixGetWpl(pix))
        for y in 0..<map.height {
            let row = map.values.baseAddress! + y * map.width
            for x in 0..<map.width where row[x] > TextMap.threshold {
                data[y * rowWords + x >> 5] |= 1 << UInt32(31 - x & 31)
            }
        }
    }

    func region(left: Int, top: Int) -> TextRegion {
        let (width, height) = (Int(pixGetWidth(pix)), Int(pixGetHeight(pix)))
        let rowWords = Int(pixGetWpl(pix))
        guard let data = pixGetData(pix) else { return TextRegion(rows: []) }
        let rows = (0..<height).compactMap { y -> (y: Int, first: Int, last: Int)? in
            let row = data + y * rowWords
            func isSet(_ x: Int) -> Bool { row[x >> 5] >> UInt32(31 - x & 31) & 1 == 1 }
            guard let first = (0..<width).first(where: isSet), let last = (0..<width).last(where: isSet) else {
                return nil
            }
            return (top + y, left + first, left + last)
        }
        return TextRegion(rows: rows)
    }
}
