/// The size that compressed image data states itself.
enum CodecSize {
    /// Nil where `data` does not begin as the filter wants, as when it is encrypted or compressed once more; a height of
    /// nil where the data leaves it open, as a JBIG2 page does that grows with its stripes.
    static func read(_ filter: String, _ data: Slice<UnsafeRawBufferPointer>) -> (width: Int, height: Int?)? {
        // The keyword `stream` is followed by a line end.
        let data = data.drop { $0 == 0x0D || $0 == 0x0A }
        switch filter {
        case "DCTDecode": return JPEGHeader(data).map { ($0.width, $0.height) }
        case "JPXDecode": return jpeg2000(data)
        case "JBIG2Decode": return jbig2(data)
        default: return nil
        }
    }

    /// SOC and SIZ open the codestream, at once or some boxes into the file.
    private static func jpeg2000(_ data: Slice<UnsafeRawBufferPointer>) -> (width: Int, height: Int)? {
        let reader = ByteReader(data)
        for offset in 0..<min(data.count, 4096) where reader.byte(offset) == 0xFF {
            guard reader.int32(offset) == 0xFF4F_FF51 else { continue }
            guard let right = reader.int32(offset + 8), let bottom = reader.int32(offset + 12),
                let left = reader.int32(offset + 16), let top = reader.int32(offset + 20)
            else { return nil }
            return (max(0, right - left), max(0, bottom - top))
        }
        return nil
    }

    /// Walks the segments to that with the page's size, type 48.
    private static func jbig2(_ data: Slice<UnsafeRawBufferPointer>) -> (width: Int, height: Int?)? {
        let reader = ByteReader(data)
        var offset = 0
        for _ in 0..<64 {
            guard let segment = reader.int32(offset), let flags = reader.byte(offset + 4),
                let references = reader.byte(offset + 5)
            else { return nil }
            let idSize = segment <= 256 ? 1 : segment <= 65_536 ? 2 : 4
            var next = offset + 6 + (references >> 5) * idSize
            if references >> 5 == 7 {
                guard let count = reader.int32(offset + 5) else { return nil }
                let many = count & 0x1FFF_FFFF
                next = offset + 9 + (many + 8) / 8 + many * idSize
            }
            next += flags & 0x40 == 0 ? 1 : 4
            guard let length = reader.int32(next) else { return nil }
            if flags & 0x3F == 48 {
                guard let width = reader.int32(next + 4), let height = reader.int32(next + 8) else { return nil }
                return (width, height == 0xFFFF_FFFF ? nil : height)
            }
            guard length < data.count else { return nil }
            offset = next + 4 + length
        }
        return nil
    }
}
