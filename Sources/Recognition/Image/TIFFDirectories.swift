import Domain

/// The pages of a TIFF, told by the chain of its directories: the library's own count ends at the first that it refuses.
struct TIFFDirectories {
    /// What a directory says of how its pixels are stored.
    struct Page: Equatable {
        /// Rows that are compressed together; nil for all.
        var stripRows: Int?
        /// 1 for none.
        var compression = 1
    }

    /// Those whose directories are whole.
    let pages: [Page]
    /// The chain breaks off behind them: there was more, of which nothing is known.
    let isCutOff: Bool

    /// Number of pages, with one for what is cut off.
    var count: Int { pages.count + (isCutOff ? 1 : 0) }

    /// - Parameter most: pages that may be there.
    /// - Throws: `.tooManyPages`; `.invalidFile` where no directory is whole.
    init(_ bytes: some RandomAccessCollection<UInt8>, most: Int) throws(DocumentProblem) {
        let fields = Fields(bytes)
        var pages: [Page] = []
        var seen: Set<Int> = []
        var offset = fields.first
        // Where the chain comes back there is nothing new behind.
        while let start = offset, start != 0, seen.insert(start).inserted {
            guard pages.count < most else {
                throw DocumentProblem(
                    .tooManyPages, "The image has more than \(most) pages. Split it and send the parts.")
            }
            guard let (page, next) = fields.directory(start) else {
                offset = nil
                break
            }
            pages.append(page)
            offset = next
        }
        guard !pages.isEmpty else { throw ImageDecoder.broken }
        (self.pages, isCutOff) = (pages, offset == nil)
    }

    /// Bytes that a compressed strip of a page is unpacked to, 0 where it is not compressed.
    func strip(_ index: Int, width: Int, height: Int, bits: Int, samples: Int) -> Int {
        guard pages.indices.contains(index), pages[index].compression != 1 else { return 0 }
        let rows = min(height, max(1, pages[index].stripRows ?? height))
        let (row, isHuge) = width.multipliedReportingOverflow(by: max(1, bits) * max(1, samples))
        let (strip, isHuger) = (row / 8).multipliedReportingOverflow(by: rows)
        return isHuge || isHuger ? .max / 2 : strip
    }

    /// Reads numbers in the order and of the widths that the file's head says.
    private struct Fields<Bytes: RandomAccessCollection<UInt8>> where Bytes.Element == UInt8 {
        private let reader: ByteReader<Bytes>
        private let isLittle: Bool
        private let isBig: Bool

        init(_ bytes: Bytes) {
            reader = ByteReader(bytes)
            isLittle = reader.byte(0) == 0x49
            isBig = reader.int16(2, little: isLittle) == 43
        }

        var first: Int? { isBig ? offset(8) : offset(4) }

        /// The directory at an offset, nil where it is not wholly in the file; and where the next one is, nil where that
        /// is not told.
        func directory(_ start: Int) -> (page: Page, next: Int?)? {
            guard let count = isBig ? int64(start) : reader.int16(start, little: isLittle), count <= 65_535 else {
                return nil
            }
            let (head, width) = isBig ? (8, 20) : (2, 12)
            let end = start + head + count * width
            guard end <= reader.count else { return nil }
            var page = Page()
            for index in 0..<count {
                let entry = start + head + index * width
                switch reader.int16(entry, little: isLittle) {
                case 259: page.compression = value(entry) ?? 1
                case 278: page.stripRows = value(entry)
                default: break
                }
            }
            return (page, offset(end))
        }

        /// The one value of an entry: of 16 bits or of 32.
        private func value(_ entry: Int) -> Int? {
            let place = entry + (isBig ? 12 : 8)
            return reader.int16(entry + 2, little: isLittle) == 3
                ? reader.int16(place, little: isLittle) : reader.int32(place, little: isLittle)
        }

        private func offset(_ place: Int) -> Int? {
            isBig ? int64(place) : reader.int32(place, little: isLittle)
        }

        /// Nil for more than any file has.
        private func int64(_ place: Int) -> Int? {
            guard let first = reader.int32(place, little: isLittle),
                let second = reader.int32(place + 4, little: isLittle)
            else { return nil }
            let (high, low) = isLittle ? (second, first) : (first, second)
            return high < 1 << 20 ? high << 32 | low : nil
        }
    }
}
