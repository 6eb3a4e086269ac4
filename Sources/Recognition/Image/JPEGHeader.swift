/// What is told by the markers of a JPEG up to its first scan.
struct JPEGHeader {
    /// Pixels as stored, before `orientation`.
    var width = 0
    /// Pixels as stored, before `orientation`.
    var height = 0
    /// 1 grey, 3 colour, 4 CMYK.
    var components = 0
    /// EXIF tag 0x0112: 1 upright, 2–8 mirrored and turned as the standard says.
    var orientation = 1
    /// Samples of all components together.
    var samples = 0
    /// Progressive, or its components one after the other: nothing can be shown before the last scan.
    var hasManyScans = false
    /// By an Adobe program, which stores CMYK inverted.
    var isAdobe = false

    /// Nil where the bytes break off or go astray before the frame header.
    init?(_ bytes: some RandomAccessCollection<UInt8>) {
        let reader = ByteReader(bytes)
        var offset = 2
        while let mark = reader.byte(offset), let code = reader.byte(offset + 1) {
            guard mark == 0xFF else { return nil }
            // Fill bytes, and markers without a length.
            if code == 0xFF { offset += 1; continue }
            if code == 0x01 || (0xD0...0xD8).contains(code) { offset += 2; continue }
            guard let length = reader.int16(offset + 2), length >= 2 else { return nil }
            switch code {
            case 0xEE: isAdobe = isAdobe || reader.starts(with: "Adobe".utf8, at: offset + 4)
            case 0xE1: orientation = Self.orientation(reader, offset + 4, length - 2) ?? orientation
            // Frame headers; C4, C8 and CC are tables.
            case 0xC0...0xCF where ![0xC4, 0xC8, 0xCC].contains(code):
                guard let height = reader.int16(offset + 5), let width = reader.int16(offset + 7),
                    let components = reader.byte(offset + 9)
                else { return nil }
                (self.width, self.height, self.components) = (width, height, components)
                samples = Self.samples(reader, offset + 10, components, pixels: width * height)
                hasManyScans =
                    [0xC2, 0xC6, 0xCA, 0xCE].contains(code)
                    || Self.componentsOfFirstScan(reader, offset + 2 + length) ?? components < components
                return
            case 0xD9, 0xDA: return nil
            default: break
            }
            offset += 2 + length
        }
        return nil
    }

    /// Nil where the bytes break off or go astray before it.
    private static func componentsOfFirstScan(
        _ reader: ByteReader<some RandomAccessCollection<UInt8>>, _ start: Int
    ) -> Int? {
        var offset = start
        while reader.byte(offset) == 0xFF, let code = reader.byte(offset + 1) {
            if code == 0xFF { offset += 1; continue }
            guard let length = reader.int16(offset + 2), length >= 2, code != 0xD9 else { return nil }
            if code == 0xDA { return reader.byte(offset + 4) }
            offset += 2 + length
        }
        return nil
    }

    /// Each component's, of which colours have fewer than brightness.
    private static func samples(
        _ reader: ByteReader<some RandomAccessCollection<UInt8>>, _ start: Int, _ components: Int, pixels: Int
    ) -> Int {
        let factors = (0..<components).map { index in
            let factor = reader.byte(start + 3 * index + 1) ?? 0x11
            return (across: max(1, factor >> 4), down: max(1, factor & 15))
        }
        let all = (factors.map(\.across).max() ?? 1) * (factors.map(\.down).max() ?? 1)
        return pixels / all * factors.reduce(0) { $0 + $1.across * $1.down }
    }

    private static func orientation(
        _ reader: ByteReader<some RandomAccessCollection<UInt8>>, _ start: Int, _ length: Int
    ) -> Int? {
        guard length > 14, reader.starts(with: "Exif\0\0".utf8, at: start) else { return nil }
        let base = start + 6
        let little = reader.byte(base) == 0x49
        guard let directory = reader.int32(base + 4, little: little),
            let count = reader.int16(base + directory, little: little)
        else { return nil }
        for index in 0..<min(count, 512) {
            let entry = base + directory + 2 + 12 * index
            guard entry + 12 <= start + length else { return nil }
            if reader.int16(entry, little: little) == 0x0112 {
                let value = reader.int16(entry + 8, little: little) ?? 1
                return (1...8).contains(value) ? value : nil
            }
        }
        return nil
    }
}
