import CLeptonica
import Domain

/// Decodes an image file page by page; every size is checked from a header before a pixel is decoded.
struct ImageDecoder {
    let path: String
    let type: FileType
    let file: MappedFile
    let limits: ReadingLimits
    /// Of a TIFF.
    private let directories: TIFFDirectories?

    /// - Throws: `.tooManyPages`, `.invalidFile`.
    init(path: String, type: FileType, file: MappedFile, limits: ReadingLimits) throws(DocumentProblem) {
        (self.path, self.type, self.file, self.limits) = (path, type, file, limits)
        directories = type == .tiff ? try TIFFDirectories(file.bytes, most: limits.maxPages) : nil
    }

    static let broken = DocumentProblem(.invalidFile, "The image is damaged and cannot be opened. Send it again.")

    /// Number of pages: of a TIFF its directories and one for what is cut off behind them, else 1.
    var pageCount: Int { directories?.count ?? 1 }

    /// The pixels of all pages that `decode` decodes together, those of a page of one bit as an eighth; 0 of a file whose one
    /// page it bounds.
    var pixelsOfAllPages: Int {
        guard type == .tiff else { return 0 }
        return (0..<pageCount).reduce(0) { sum, page in
            guard let size = try? tiffSize(page) else { return sum }
            return sum + size.width * size.height / (size.isBilevel ? 8 : 1)
        }
    }

    /// Page `index` (from 0), turned as its file says, as it was stored otherwise.
    ///
    /// - Throws: `.tooLarge`, `.invalidFile`.
    func decode(_ index: Int) throws(DocumentProblem) -> Pixmap {
        switch type {
        case .jpeg: return try jpeg()
        case .gif:
            guard let frame = GIFFrame(file.bytes) else { throw Self.broken }
            try check(frame.width, frame.height, .gif)
            return try frame.bytes.withUnsafeBufferPointer { bytes throws(DocumentProblem) in
                try decoded(pixReadMemGif(bytes.baseAddress, bytes.count))
            }
        case .tiff:
            _ = try tiffSize(index)
            return try decoded(pixReadTiff(path, Int32(index)))
        case .png, .webp:
            var (format, width, height) = (Int32(0), Int32(0), Int32(0))
            var (bits, samples, map) = (Int32(0), Int32(0), Int32(0))
            let start = file.bytes.bindMemory(to: UInt8.self)
            guard pixReadHeaderMem(start.baseAddress, start.count, &format, &width, &height, &bits, &samples, &map) == 0
            else { throw Self.broken }
            let isPlain = ByteReader(file.bytes).starts(with: "VP8 ".utf8, at: 12)
            let cost =
                type == .webp ? .webp(isPlain: isPlain) : DecodingCost.png(samples: Int(samples), hasPalette: map != 0)
            try check(Int(width), Int(height), cost)
            return try decoded(pixReadMem(start.baseAddress, start.count))
        case .heic: return try HEICImage.decode(file.bytes, limits: limits)
        case .pdf, .xml: throw Self.broken
        }
    }

    private func jpeg() throws(DocumentProblem) -> Pixmap {
        guard let header = JPEGHeader(file.bytes) else { throw Self.broken }
        let plan = try JPEGPlan(header, limits)
        var warnings: Int32 = 0
        let start = file.bytes.bindMemory(to: UInt8.self)
        let image = try decoded(
            pixReadMemJpeg(start.baseAddress, start.count, 0, Int32(plan.reduction), &warnings, plan.hint))
        return upright(image, header.orientation)
    }

    /// EXIF: 2 mirrored, 3 upside down, 4 both, 5–8 those with a quarter turn.
    private func upright(_ image: Pixmap, _ orientation: Int) -> Pixmap {
        switch orientation {
        case 2: image.mapped { pixFlipLR(nil, $0) }
        case 3: image.turned(2)
        case 4: image.mapped { pixFlipTB(nil, $0) }
        case 5: image.turned(1).mapped { pixFlipLR(nil, $0) }
        case 6: image.turned(1)
        case 7: image.turned(3).mapped { pixFlipLR(nil, $0) }
        case 8: image.turned(3)
        default: image
        }
    }

    /// - Throws: `.invalidFile` where the directory is not there or the library refuses it, `.tooLarge`.
    private func tiffSize(_ page: Int) throws(DocumentProblem) -> (width: Int, height: Int, isBilevel: Bool) {
        guard let directories, directories.pages.indices.contains(page) else { throw Self.broken }
        var (width, height, bits, samples) = (Int32(0), Int32(0), Int32(0), Int32(0))
        var (resolution, map, format) = (Int32(0), Int32(0), Int32(0))
        guard readHeaderTiff(path, Int32(page), &width, &height, &bits, &samples, &resolution, &map, &format) == 0
        else { throw Self.broken }
        let strip = directories.strip(
            page, width: Int(width), height: Int(height), bits: Int(bits), samples: Int(samples))
        try check(
            Int(width), Int(height),
            .tiff(bits: Int(bits), samples: Int(samples), hasPalette: map != 0, strip: strip))
        return (Int(width), Int(height), bits == 1 && samples == 1)
    }

    private func check(_ width: Int, _ height: Int, _ cost: DecodingCost) throws(DocumentProblem) {
        guard width > 0, height > 0 else { throw Self.broken }
        try limits.check(width: width, height: height, cost: cost)
    }

    private func decoded(_ pix: UnsafeMutablePointer<PIX>?) throws(DocumentProblem) -> Pixmap {
        guard let image = Pixmap(pix) else { throw Self.broken }
        return image
    }
}
