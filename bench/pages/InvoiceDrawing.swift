import CLeptonica
import CPoppler

/// An invoice on A4 at 200 dpi, drawn with whatever sans-serif font there is; the same number gives the same page.
struct InvoiceDrawing {
    let number: Int
    private static let goods = [
        "Copy paper A4 80 g", "Toner cartridge black", "Ring binder blue", "Desk lamp with arm", "Stapler, metal",
        "Envelopes C5, 500 pieces", "Whiteboard marker set", "Notebook, ruled", "Packing tape brown", "Ball pen, box",
    ]
    private static let (width, height): (Int32, Int32) = (1654, 2339)

    /// Writes the page as a grey PNG.
    func write(_ path: String) {
        let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Self.width, Self.height)
        let context = cairo_create(surface)
        cairo_set_source_rgb(context, 1, 1, 1)
        cairo_paint(context)
        cairo_set_source_rgb(context, 0.1, 0.1, 0.1)
        cairo_select_font_face(context, "sans-serif", CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL)
        draw(context)
        cairo_destroy(context)
        cairo_surface_flush(surface)
        var page = pixCreate(Self.width, Self.height, 8)
        let stride = Int(cairo_image_surface_get_stride(surface))
        if let pixels = cairo_image_surface_get_data(surface) {
            for row in 0..<Int(Self.height) {
                for column in 0..<Int(Self.width) {
                    pixSetPixel(page, Int32(column), Int32(row), UInt32(pixels[row * stride + 4 * column]))
                }
            }
        }
        pixWrite(path, page, Int32(IFF_PNG))
        pixDestroy(&page)
        cairo_surface_destroy(surface)
    }

    private func draw(_ context: OpaquePointer?) {
        func text(_ text: String, _ x: Double, _ y: Double, _ size: Double = 28) {
            cairo_set_font_size(context, size)
            cairo_move_to(context, x, y)
            cairo_show_text(context, text)
        }
        func money(_ cents: Int) -> String {
            "\(cents / 100).\(cents % 100 < 10 ? "0" : "")\(cents % 100)"
        }
        text("Northwind Paper Limited", 150, 200, 44)
        text("12 Harbour Street, Leeds LS1 4AB", 150, 250)
        text("VAT registration number GB 123 4567 89", 150, 290)
        text("INVOICE", 1200, 200, 60)
        text("Invoice number: NW-2024-\(1000 + number)", 1050, 400)
        text("Invoice date: \(number % 28 + 1) March 2024", 1050, 440)
        text("Due date: \(number % 28 + 1) April 2024", 1050, 480)
        text("To: Example Trading Company, \(number) Long Road, Sheffield", 150, 480)
        text("Please pay the total amount within thirty days to the account named below.", 150, 560)
        var total = 0
        for line in 0..<24 {
            let y = Double(680 + 50 * line)
            let (count, price) = ((line * 7 + number) % 9 + 1, (line * 137 + number * 311) % 9000 + 250)
            total += count * price
            text("\(line + 1)", 150, y)
            text(Self.goods[(line + number) % Self.goods.count], 220, y)
            text("\(count)", 900, y)
            text(money(price), 1050, y)
            text(money(count * price), 1300, y)
        }
        text("Subtotal", 1050, 1950)
        text(money(total), 1300, 1950)
        text("VAT 20 %", 1050, 2000)
        text(money(total / 5), 1300, 2000)
        text("Total GBP", 1050, 2060, 36)
        text(money(total + total / 5), 1300, 2060, 36)
        text("Bank: Example Bank, sort code 12-34-56, account 12345678. Thank you for your order.", 150, 2200, 24)
    }
}
