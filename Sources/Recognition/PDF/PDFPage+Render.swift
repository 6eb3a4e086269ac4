import CLeptonica
import CPoppler
import Domain

extension PDFPage {
    /// The resolution that pages are rendered and boxes given at.
    public static let dpi = 300

    /// Resolution that keeps the raster within `maxPixels` and cairo's 32,767 pixels a side; `PDFPage.dpi` for usual pages.
    func rasterDPI(_ maxPixels: Int) -> Int {
        let inches = (width: width / 72, height: height / 72)
        let byArea = (Double(maxPixels) / (inches.width * inches.height)).squareRoot()
        let bySide = 32_000 / max(inches.width, inches.height)
        return max(1, Int(min(Double(Self.dpi), byArea, bySide)))
    }

    /// The page as 8-bit grey on white.
    ///
    /// - Throws: `.invalidFile` where it cannot be drawn.
    func render(dpi: Int) throws(DocumentProblem) -> Pixmap {
        let scale = Double(dpi) / 72
        let columns = Int32(max(1, (width * scale).rounded()))
        let rows = Int32(max(1, (height * scale).rounded()))
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows)
        defer { cairo_surface_destroy(surface) }
        guard cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS else { throw PDFFile.broken }
        let context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_scale(context, scale, scale)
        // As for printing: annotations that are only for the screen stay out, and no display hints blur the letters.
        poppler_page_render_for_printing(page, context)
        cairo_destroy(context)
        cairo_surface_flush(surface)
        guard let pixels = cairo_image_surface_get_data(surface), let grey = Pixmap(pixCreate(columns, rows, 8)) else {
            throw PDFFile.broken
        }
        let stride = Int(cairo_image_surface_get_stride(surface))
        for row in 0..<Int(rows) {
            let source = UnsafeRawPointer(pixels + row * stride).assumingMemoryBound(to: UInt32.self)
            let target = pixGetData(grey.pix) + row * Int(pixGetWpl(grey.pix))
            Self.grey(source, target, count: Int(columns))
        }
        return grey
    }

    /// leptonica packs four grey pixels into a word, the first one in the highest byte.
    private static func grey(_ source: UnsafePointer<UInt32>, _ target: UnsafeMutablePointer<UInt32>, count: Int) {
        var column = 0
        while column < count {
            var word: UInt32 = 0
            for place in 0..<4 where column + place < count {
                let pixel = source[column + place]
                let grey = 77 * ((pixel >> 16) & 0xFF) + 151 * ((pixel >> 8) & 0xFF) + 28 * (pixel & 0xFF)
                word |= (grey >> 8) << UInt32(24 - 8 * place)
            }
            target[column / 4] = word
            column += 4
        }
    }
}
