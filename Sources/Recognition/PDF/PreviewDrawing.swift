import CPoppler

/// Draws a page small, as it would be printed, and takes part in the drawing: cairo tells after each operation.
///
/// Pictures are painted or used as a mask; letters, lines and surfaces are drawn by other operations. In a second drawing,
/// which goes as the first one, what the pictures alone show is kept.
final class PreviewDrawing {
    /// Each picture costs two copies of the page.
    private static let mostPictures = 64

    private let surface: OpaquePointer
    private let scale: Double
    private var operations = 0
    /// Which operations of the first drawing may have been pictures.
    private var found: [Int] = []

    /// In the second: which to look at, where, and what they left behind.
    private var known: Set<Int> = []
    private var places: [PixelArea] = []
    private var before: Preview?
    private(set) var pictures: Preview

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
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { return nil }
        draw(page)
    }

    deinit { cairo_surface_destroy(surface) }

    /// The page as it was drawn.
    var preview: Preview { Preview(surface) }

    /// True where pictures may be on the page: shadings and transparent groups are drawn alike.
    var mayHavePictures: Bool { !found.isEmpty }

    /// Draws once more, to find what the pictures within `areas` (points) show where nothing covers them.
    func drawPictures(of page: PDFPage, within areas: [PagePicture]) {
        known = Set(found.prefix(Self.mostPictures))
        places = areas.map { $0.pixels(scale) }
        before = Preview(width: pictures.width, height: pictures.height)
        draw(page)
    }

    private func draw(_ page: PDFPage) {
        let plain = cairo_create(surface)
        cairo_set_source_rgb(plain, 1, 1, 1)
        cairo_paint(plain)
        cairo_destroy(plain)
        guard let observer = cairo_surface_create_observer(surface, CAIRO_SURFACE_OBSERVER_NORMAL) else { return }
        defer { cairo_surface_destroy(observer) }
        operations = 0
        let me = Unmanaged.passUnretained(self).toOpaque()
        cairo_surface_observer_add_paint_callback(observer, pictureDrawn, me)
        cairo_surface_observer_add_mask_callback(observer, pictureDrawn, me)
        cairo_surface_observer_add_fill_callback(observer, otherDrawn, me)
        cairo_surface_observer_add_stroke_callback(observer, otherDrawn, me)
        cairo_surface_observer_add_glyphs_callback(observer, otherDrawn, me)
        let context = cairo_create(observer)
        cairo_scale(context, scale, scale)
        poppler_page_render_for_printing(page.page, context)
        cairo_destroy(context)
    }

    fileprivate func drawn(mayBePicture: Bool) {
        operations += 1
        if places.isEmpty {
            if mayBePicture { found.append(operations) }
            return
        }
        if known.contains(operations), let before { keep(before, preview) }
        if known.contains(operations + 1) { before = preview }
    }

    private func keep(_ before: Preview, _ after: Preview) {
        for place in places {
            let area = place.within(pictures.width, pictures.height)
            for row in area.rows {
                for column in area.columns {
                    let offset = row * pictures.width + column
                    if before.pixels[offset] != after.pixels[offset] { pictures.pixels[offset] = after.pixels[offset] }
                }
            }
        }
    }
}

private func pictureDrawn(_ observer: OpaquePointer?, _ target: OpaquePointer?, _ drawing: UnsafeMutableRawPointer?) {
    drawing.map { Unmanaged<PreviewDrawing>.fromOpaque($0).takeUnretainedValue().drawn(mayBePicture: true) }
}

private func otherDrawn(_ observer: OpaquePointer?, _ target: OpaquePointer?, _ drawing: UnsafeMutableRawPointer?) {
    drawing.map { Unmanaged<PreviewDrawing>.fromOpaque($0).takeUnretainedValue().drawn(mayBePicture: false) }
}
