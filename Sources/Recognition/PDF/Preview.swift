import CPoppler
import Glibc

/// A page as it looks, small and grey: tells what can be seen, not what can be read.
struct Preview {
    /// Pixels from left to right.
    let width: Int
    /// Pixels from top to bottom.
    let height: Int
    /// Row by row, 0 is black.
    var pixels: [UInt8]

    /// What a cairo surface of 32 bits a pixel shows.
    init(_ surface: OpaquePointer) {
        cairo_surface_flush(surface)
        (width, height) = (
            Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
        )
        let stride = Int(cairo_image_surface_get_stride(surface))
        let (columns, rows, data) = (width, height, cairo_image_surface_get_data(surface))
        pixels = [UInt8](unsafeUninitializedCapacity: columns * rows) { target, count in
            guard let data else { return }
            for row in 0..<rows {
                let source = UnsafeRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
                for column in 0..<columns {
                    let pixel = source[column]
                    let grey = 77 * ((pixel >> 16) & 0xFF) + 151 * ((pixel >> 8) & 0xFF) + 28 * (pixel & 0xFF)
                    target[row * columns + column] = UInt8(grey >> 8)
                }
            }
            count = columns * rows
        }
    }

    /// White.
    init(width: Int, height: Int) {
        (self.width, self.height) = (width, height)
        pixels = [UInt8](repeating: 255, count: width * height)
    }

    /// Between the darkest and the brightest pixel of an area, 0 to 255.
    func contrast(_ area: PixelArea) -> Int {
        let area = area.within(width, height)
        var (darkest, brightest) = (UInt8.max, UInt8.min)
        for row in area.rows {
            for column in area.columns {
                let pixel = pixels[row * width + column]
                darkest = min(darkest, pixel)
                brightest = max(brightest, pixel)
            }
        }
        return max(0, Int(brightest) - Int(darkest))
    }

    /// Between an area and the paper that it is on, 0 to 255: what a few pixels more around it have most of.
    func inkContrast(_ area: PixelArea) -> Int {
        var around = area
        around.columns = area.columns.lowerBound - 2..<area.columns.upperBound + 2
        around.rows = area.rows.lowerBound - 2..<area.rows.upperBound + 2
        let paper = paper(around.within(width, height)) ?? 255
        let area = area.within(width, height)
        var largest = 0
        for row in area.rows {
            for column in area.columns { largest = max(largest, abs(Int(pixels[row * width + column]) - paper)) }
        }
        return largest
    }

    /// The shade that an area has most of; nil where it is nowhere.
    func paper(_ area: PixelArea) -> Int? {
        var counts = [Int](repeating: 0, count: 256)
        for row in area.rows { for column in area.columns { counts[Int(pixels[row * width + column])] += 1 } }
        return area.rows.isEmpty || area.columns.isEmpty ? nil : counts.indices.max { counts[$0] < counts[$1] }
    }

    /// The columns and rows within an area that something stands in; nil where it is of one colour.
    func ink(_ area: PixelArea) -> PixelArea? {
        let area = area.within(width, height)
        guard let paper = paper(area) else { return nil }
        func isInk(_ column: Int, _ row: Int) -> Bool { abs(Int(pixels[row * width + column]) - paper) >= 24 }
        let columns = area.columns.filter { column in area.rows.contains { isInk(column, $0) } }
        let rows = area.rows.filter { row in area.columns.contains { isInk($0, row) } }
        guard let left = columns.first, let right = columns.last, let top = rows.first, let bottom = rows.last else {
            return nil
        }
        return PixelArea(
            left: Double(left), top: Double(top), right: Double(right + 1), bottom: Double(bottom + 1))
    }
}

/// Some columns and rows of a preview.
struct PixelArea {
    var columns: Range<Int>
    var rows: Range<Int>

    /// The pixels that an area of a page touches, in pixels of the preview.
    init(left: Double, top: Double, right: Double, bottom: Double) {
        func range(_ low: Double, _ high: Double) -> Range<Int> {
            // Not a number is nowhere, and what lies far out is as good as just outside.
            guard low < high else { return 0..<0 }
            return Int(min(max(low, -1), 1e6).rounded(.down))..<Int(min(max(high, 0), 1e6).rounded(.up))
        }
        columns = range(left, right)
        rows = range(top, bottom)
    }

    func within(_ width: Int, _ height: Int) -> PixelArea {
        var area = self
        area.columns = columns.clamped(to: 0..<width)
        area.rows = rows.clamped(to: 0..<height)
        return area
    }
}
