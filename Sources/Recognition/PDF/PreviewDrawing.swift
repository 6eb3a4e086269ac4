import CPoppler

/// Draws a page small, as it would be printed, and takes part in the drawing: cairo tells after each operation.
///
/// Pictures are painted or used as a mask; letters, lines and surfaces are drawn by other operations. A transparency group
/// is painted too, and is no picture where anything but pictures was drawn into it. Further drawings, which go as the first
/// one, tell what the pictures alone show and what they cover. Pictures that follow each other count as one.
final class PreviewDrawing {
    /// Each run of pictures costs some copies of the page.
    private static let mostRuns = 24
    private static let mostPixels = 16_000_000

    private let surface: OpaquePointer
    private let scale: Double

    private var observer: OpaquePointer?
    private var operations = 0
    private var drawnOtherwise = 0.0
    private var mode = Mode.find
    /// Which operations of the first drawing were pictures, in runs.
    private var runs: [ClosedRange<Int>] = []
    /// What is on the page before and after a run.
    private var before: [Preview] = []
    private var after: [Preview] = []
    /// Where a run leaves nothing of what was there.
    private var opaque: [[Bool]] = []

    /// The page as it was drawn first.
    private(set) var preview: Preview
    /// True where pictures may be on the page: shadings and transparent groups are drawn alike.
    private(set) var mayHavePictures = false
    /// How many operations drew pictures.
    private(set) var pictureCount = 0
    /// Whether letters were drawn, in groups too.
    private(set) var drawsLetters = false
    /// What the pictures show where nothing covers them, after `drawPictures`.
    private(set) var pictures: Preview
    /// Where something other than a picture stands that no picture covers, after `drawPictures`.
    private var own: [Bool] = []

    private enum Mode { case find, keep, probe }

    /// The page at some `dpi`; nil where it cannot be drawn.
    init?(_ page: PDFPage, dpi: Double) {
        scale = dpi / 72
        let columns = max(1, Int((page.width * scale).rounded()))
        let rows = max(1, Int((page.height * scale).rounded()))
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(columns), Int32(rows)) else {
            return nil
        }
        self.surface = surface
        pictures = Preview(width: columns, height: rows)
        preview = pictures
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
        draw(page)
        preview = Preview(surface)
    }

    deinit { cairo_surface_destroy(surface) }

    /// Draws twice more, to find what the pictures within `places` show and hide; false where it was cancelled.
    func drawPictures(of page: PDFPage, within places: PictureMask, isCancelled: () -> Bool) -> Bool {
        runs = Array(runs.prefix(min(Self.mostRuns, max(1, Self.mostPixels / pictures.pixels.count))))
        mode = .keep
        draw(page)
        guard !isCancelled(), after.count == runs.count, before.count == runs.count else { return false }
        mode = .probe
        draw(page)
        guard !isCancelled(), opaque.count == runs.count else { return false }
        findInk(places)
        return true
    }

    /// Whether something other than a picture can be seen in an area.
    func hasOwnInk(_ area: PixelArea) -> Bool {
        let area = area.within(pictures.width, pictures.height)
        return area.rows.contains { row in area.columns.contains { own[row * pictures.width + $0] } }
    }

    private func draw(_ page: PDFPage) {
        let plain = cairo_create(surface)
        cairo_set_source_rgb(plain, 1, 1, 1)
        cairo_paint(plain)
        cairo_destroy(plain)
        guard let observer = cairo_surface_create_observer(surface, CAIRO_SURFACE_OBSERVER_NORMAL) else { return }
        defer {
            drawsLetters = cairo_device_observer_glyphs_elapsed(cairo_surface_get_device(observer)) > 0
            self.observer = nil
            cairo_surface_destroy(observer)
        }
        self.observer = observer
        (operations, drawnOtherwise) = (0, 0)
        let me = Unmanaged.passUnretained(self).toOpaque()
        cairo_surface_observer_add_paint_callback(observer, paintDrawn, me)
        cairo_surface_observer_add_mask_callback(observer, maskDrawn, me)
        cairo_surface_observer_add_fill_callback(observer, otherDrawn, me)
        cairo_surface_observer_add_stroke_callback(observer, otherDrawn, me)
        cairo_surface_observer_add_glyphs_callback(observer, otherDrawn, me)
        beforeNext()
        let context = cairo_create(observer)
        cairo_scale(context, scale, scale)
        poppler_page_render_for_printing(page.page, context)
        cairo_destroy(context)
    }

    fileprivate enum Kind { case paint, mask, other }

    fileprivate func drawn(_ kind: Kind) {
        operations += 1
        switch mode {
        case .find: find(kind)
        case .keep:
            if runs.indices.contains(after.count), runs[after.count].upperBound == operations {
                after.append(Preview(surface))
            }
        case .probe:
            if runs.indices.contains(opaque.count), runs[opaque.count].upperBound == operations {
                let (left, found) = (after[opaque.count], Preview(surface))
                opaque.append(zip(left.pixels, found.pixels).map { abs(Int($0) - Int($1)) <= 3 })
            }
        }
        beforeNext()
    }

    /// An operation that other operations went before, on surfaces of their own, is a group.
    private func find(_ kind: Kind) {
        let device = cairo_surface_get_device(observer)
        // Nanoseconds, which add up: none is free.
        let otherwise =
            cairo_device_observer_glyphs_elapsed(device) + cairo_device_observer_fill_elapsed(device)
            + cairo_device_observer_stroke_elapsed(device)
        defer { drawnOtherwise = otherwise }
        guard kind != .other else { return }
        mayHavePictures = true
        guard otherwise == drawnOtherwise else { return }
        pictureCount += 1
        if let last = runs.last, last.upperBound == operations - 1 {
            runs[runs.count - 1] = last.lowerBound...operations
        } else {
            runs.append(operations...operations)
        }
    }

    private func beforeNext() {
        switch mode {
        case .find: break
        case .keep:
            if runs.indices.contains(before.count), runs[before.count].lowerBound == operations + 1 {
                before.append(Preview(surface))
            }
        case .probe:
            if runs.indices.contains(opaque.count), runs[opaque.count].lowerBound == operations + 1 {
                before[opaque.count].putOpposite(on: surface)
            }
        }
    }

    private func findInk(_ places: PictureMask) {
        var last = [UInt8](repeating: 255, count: pictures.pixels.count)
        own = [Bool](repeating: false, count: last.count)
        for run in runs.indices {
            let (before, after, opaque) = (before[run].pixels, after[run].pixels, opaque[run])
            for offset in last.indices {
                if opaque[offset] {
                    own[offset] = false
                } else if before[offset] != last[offset] || before[offset] != after[offset] {
                    own[offset] = true
                }
                if before[offset] != after[offset], places.pixels[offset] { pictures.pixels[offset] = after[offset] }
            }
            last = after
        }
        for offset in last.indices where preview.pixels[offset] != last[offset] { own[offset] = true }
    }
}

/// The pixels of a page where pictures stand.
struct PictureMask {
    private let width: Int
    private let height: Int
    private(set) var pixels: [Bool]

    init(_ pictures: [PagePicture], scale: Double, _ preview: Preview) {
        (width, height) = (preview.width, preview.height)
        pixels = [Bool](repeating: false, count: width * height)
        for picture in pictures {
            let area = picture.pixels(scale).within(width, height)
            for row in area.rows { for column in area.columns { pixels[row * width + column] = true } }
        }
    }

    /// Whether the middle of an area is in a picture.
    func holds(_ area: PixelArea) -> Bool {
        let column = (area.columns.lowerBound + area.columns.upperBound) / 2
        let row = (area.rows.lowerBound + area.rows.upperBound) / 2
        return holds(column, row)
    }

    /// Whether the corners of an area are in pictures: the edge of a picture is none of what it shows.
    func holdsAll(_ area: PixelArea) -> Bool {
        let area = area.within(width, height)
        return [area.rows.first, area.rows.last].allSatisfy { row in
            [area.columns.first, area.columns.last].allSatisfy { holds($0 ?? -1, row ?? -1) }
        }
    }

    private func holds(_ column: Int, _ row: Int) -> Bool {
        (0..<width).contains(column) && (0..<height).contains(row) && pixels[row * width + column]
    }
}

extension Preview {
    /// Puts black where it is bright and white where it is dark on a surface of its size.
    fileprivate func putOpposite(on surface: OpaquePointer) {
        cairo_surface_flush(surface)
        guard let data = cairo_image_surface_get_data(surface) else { return }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for row in 0..<height {
            let target = UnsafeMutableRawPointer(data + row * stride).assumingMemoryBound(to: UInt32.self)
            for column in 0..<width {
                target[column] = pixels[row * width + column] < 128 ? 0xFFFF_FFFF : 0xFF00_0000
            }
        }
        cairo_surface_mark_dirty(surface)
    }
}

private func drawn(_ drawing: UnsafeMutableRawPointer?, _ kind: PreviewDrawing.Kind) {
    drawing.map { Unmanaged<PreviewDrawing>.fromOpaque($0).takeUnretainedValue().drawn(kind) }
}

private func paintDrawn(_: OpaquePointer?, _: OpaquePointer?, _ drawing: UnsafeMutableRawPointer?) {
    drawn(drawing, .paint)
}

private func maskDrawn(_: OpaquePointer?, _: OpaquePointer?, _ drawing: UnsafeMutableRawPointer?) {
    drawn(drawing, .mask)
}

private func otherDrawn(_: OpaquePointer?, _: OpaquePointer?, _ drawing: UnsafeMutableRawPointer?) {
    drawn(drawing, .other)
}
