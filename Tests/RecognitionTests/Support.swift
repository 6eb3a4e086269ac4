import CLeptonica
import Domain
import Glibc

@testable import Recognition

/// A directory that is gone after the test.
final class WorkDirectory {
    let path: String

    init() throws {
        var template = Array("/tmp/docket-recognition-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw RecognitionError.file(errno) }
        path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    deinit {
        guard let entries = opendir(path) else { return }
        while let entry = readdir(entries) {
            withUnsafePointer(to: &entry.pointee.d_name) { name in
                _ = name.withMemoryRebound(to: CChar.self, capacity: 256) { unlink("\(path)/\(String(cString: $0))") }
            }
        }
        closedir(entries)
        rmdir(path)
    }

    func file(_ name: String, _ bytes: some Collection<UInt8>) throws -> String {
        let path = "\(path)/\(name)"
        guard let file = fopen(path, "w") else { throw RecognitionError.file(errno) }
        defer { fclose(file) }
        let bytes = Array(bytes)
        guard fwrite(bytes, 1, bytes.count, file) == bytes.count else { throw RecognitionError.file(errno) }
        return path
    }

    func file(_ name: String, _ image: Pixmap, format: Int) throws -> String {
        let path = "\(path)/\(name)"
        guard pixWrite(path, image.pix, Int32(format)) == 0 else { throw RecognitionError.file(EIO) }
        return path
    }

    func bytes(_ name: String) throws -> [UInt8] {
        let file = try MappedFile(path: "\(path)/\(name)", maxBytes: .max)
        return Array(file.bytes)
    }

    func image(_ name: String) throws -> Pixmap {
        guard let image = Pixmap(pixRead("\(path)/\(name)")) else { throw RecognitionError.file(EIO) }
        return image
    }
}

/// Draws what tests read.
enum Draw {
    static let letter = [
        "INVOICE NUMBER 4711", "Northwind Paper Limited", "Harbour Street Leeds", "Invoice date March 2024",
        "Copy paper and toner black", "Subtotal 100.00", "Value added tax 20.00", "Total amount due 120.00",
    ]

    /// White, of that size and depth.
    static func blank(_ width: Int, _ height: Int, depth: Int = 8) throws -> Pixmap {
        guard let image = Pixmap(pixCreate(Int32(width), Int32(height), Int32(depth))) else {
            throw RecognitionError.engine
        }
        pixSetAll(image.pix)
        return image
    }

    /// Lines in leptonica's own bitmap font, twice its size: no font needs to be installed.
    static func lines(_ lines: [String] = letter, width: Int = 600, height: Int = 850) throws -> Pixmap {
        let image = try blank(width, height)
        var font = bmfCreate(nil, 10)
        defer { bmfDestroy(&font) }
        for (index, line) in lines.enumerated() {
            pixSetTextline(image.pix, font, line, 0, 40, Int32(60 + 40 * index), nil, nil)
        }
        return image.mapped { pixScale($0, 2, 2) }
    }

    /// Grey of a pixel of an 8-bit image.
    static func grey(_ image: Pixmap, _ column: Int, _ row: Int) -> Int {
        var value: UInt32 = 0
        pixGetPixel(image.pix, Int32(column), Int32(row), &value)
        return Int(value)
    }

    /// The box of what is darker than mid-grey.
    static func ink(_ image: Pixmap) -> Domain.Box? {
        var box: Domain.Box?
        for row in 0..<image.height {
            for column in 0..<image.width where grey(image, column, row) < 128 {
                let pixel = Domain.Box(left: column, top: row, right: column + 1, bottom: row + 1)
                box = box?.union(pixel) ?? pixel
            }
        }
        return box
    }
}

/// Writes small PDFs by hand.
struct PDFWriter {
    private(set) var bytes: [UInt8] = Array("%PDF-1.4\n".utf8)
    private var offsets: [Int] = []

    mutating func add(_ body: String) {
        offsets.append(bytes.count)
        bytes += "\(offsets.count) 0 obj\n\(body)\nendobj\n".utf8
    }

    mutating func addStream(_ dictionary: String, _ data: [UInt8]) {
        offsets.append(bytes.count)
        bytes += "\(offsets.count) 0 obj\n<< \(dictionary) /Length \(data.count) >>\nstream\n".utf8 + data
        bytes += "\nendstream\nendobj\n".utf8
    }

    mutating func finish(trailer: String = "") -> [UInt8] {
        let start = bytes.count
        bytes += "xref\n0 \(offsets.count + 1)\n0000000000 65535 f \n".utf8
        for offset in offsets {
            let digits = String(offset)
            bytes += (String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n").utf8
        }
        bytes += "trailer\n<< /Size \(offsets.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(start)\n%%EOF\n".utf8
        return bytes
    }

    /// Pages of Helvetica; `page` goes into each page's dictionary, `content` is drawn on each, with further `fonts` and
    /// the grey `picture` under the name `/Im`. A `group` is a transparency group under the name `/Fm`; `/Alpha` and
    /// `/Multiply` are graphics states.
    static func pages(
        _ count: Int = 1, page: String = "/MediaBox [0 0 595 842]", fonts: String = "", picture: Pixmap? = nil,
        group: String? = nil, content: String, trailer: String = ""
    ) -> [UInt8] {
        var pdf = PDFWriter()
        let kids = (0..<count).map { "\($0 + 5) 0 R" }.joined(separator: " ")
        pdf.add("<< /Type /Catalog /Pages 2 0 R >>")
        pdf.add("<< /Type /Pages /Kids [\(kids)] /Count \(count) >>")
        pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
        pdf.addStream("", Array(content.utf8))
        let image = picture == nil ? "" : "/Im \(5 + count) 0 R"
        let form = group == nil ? "" : "/Fm \(5 + count + (picture == nil ? 0 : 1)) 0 R"
        let states = "/ExtGState << /Alpha << /ca 0.3 >> /Multiply << /BM /Multiply >> >>"
        for _ in 0..<count {
            pdf.add(
                """
                << /Type /Page /Parent 2 0 R \(page) /Contents 4 0 R
                   /Resources << /Font << /F1 3 0 R \(fonts) >> /XObject << \(image) \(form) >> \(states) >> >>
                """)
        }
        if let picture {
            let pixels = (0..<picture.height).flatMap { row in
                (0..<picture.width).map { UInt8(Draw.grey(picture, $0, row)) }
            }
            pdf.addStream(
                """
                /Type /XObject /Subtype /Image /Width \(picture.width) /Height \(picture.height)
                /ColorSpace /DeviceGray /BitsPerComponent 8
                """, pixels)
        }
        if let group {
            pdf.addStream(
                """
                /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Group << /S /Transparency >>
                /Resources << /Font << /F1 3 0 R >> /XObject << \(image) >> >>
                """, Array(group.utf8))
        }
        return pdf.finish(trailer: trailer)
    }

    /// The picture over `width` x `height` points from the point at its lower left.
    static func picture(_ x: Int, _ y: Int, _ width: Int, _ height: Int) -> String {
        "q \(width) 0 0 \(height) \(x) \(y) cm /Im Do Q\n"
    }

    /// A line of text at a point, in PDF's own coordinates.
    static func line(_ text: String, _ x: Int, _ y: Int, size: Int = 12) -> String {
        "BT /F1 \(size) Tf \(x) \(y) Td (\(text)) Tj ET\n"
    }
}
