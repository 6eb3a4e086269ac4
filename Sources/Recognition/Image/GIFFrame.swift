/// The first frame of a GIF. The library decodes all frames before it shows one, so an animation of thousands of frames
/// would cost memory for each; this finds where the first ends.
struct GIFFrame {
    /// Pixels of the larger of screen and frame.
    let width: Int
    /// Pixels of the larger of screen and frame.
    let height: Int
    /// A GIF with that frame alone.
    let bytes: [UInt8]

    /// Nil where the file breaks off before its first frame ends, or is none.
    init?(_ file: some RandomAccessCollection<UInt8>) {
        let reader = ByteReader(file)
        func table(_ flags: Int) -> Int { flags & 0x80 == 0 ? 0 : 3 << ((flags & 7) + 1) }
        /// The offset behind a chain of sub-blocks.
        func skipBlocks(_ start: Int) -> Int? {
            var offset = start
            while let size = reader.byte(offset) {
                offset += 1 + size
                if size == 0 { return offset }
            }
            return nil
        }
        guard let screenWidth = reader.int16(6, little: true), let screenHeight = reader.int16(8, little: true),
            let flags = reader.byte(10)
        else { return nil }
        var offset = 13 + table(flags)
        while let kind = reader.byte(offset) {
            if kind == 0x21 {
                guard let next = skipBlocks(offset + 2) else { return nil }
                offset = next
                continue
            }
            guard kind == 0x2C, let left = reader.int16(offset + 1, little: true),
                let top = reader.int16(offset + 3, little: true),
                let frameWidth = reader.int16(offset + 5, little: true),
                let frameHeight = reader.int16(offset + 7, little: true), let local = reader.byte(offset + 9),
                let end = skipBlocks(offset + 10 + table(local) + 1)
            else { return nil }
            width = max(screenWidth, left + frameWidth)
            height = max(screenHeight, top + frameHeight)
            bytes = Array(file.prefix(end)) + [0x3B]
            return
        }
        return nil
    }
}
