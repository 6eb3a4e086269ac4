import Domain

/// Words on the pages of a PDF. What has a text layer is left as it is.
struct PDFPages: SearchablePages {
    let file: QPDFFile
    private(set) var font: InvisibleFont

    init(path: String) throws {
        file = try QPDFFile(path: path)
        font = InvisibleFont(file)
    }

    mutating func add(_ page: Page) throws {
        guard page.source == .ocr, !page.words.isEmpty, page.number <= file.pageCount else { return }
        let target = file.page(page.number)
        guard let box = visible(target) else { return }
        let turns = SearchablePDF.turns(page) + file.integer("/Rotate", of: target) / 90
        let placement = Placement(
            width: Double(page.width), height: Double(page.height), into: box, turns: turns)
        let text = InvisibleText.operators(
            page, at: placement, font: InvisibleFont.name, codes: &font.codes)
        file.prepend(file.stream(text), to: target)
        let fonts = file.dictionary("/Font", of: file.dictionary("/Resources", of: target))
        file.set("/" + InvisibleFont.name, of: fonts, font.object)
    }

    /// What is shown of a page: its crop box within its media box.
    private func visible(
        _ page: QPDFFile.Object
    ) -> (left: Double, bottom: Double, right: Double, top: Double)? {
        // Letter is what a page without a size has.
        let media = Self.ordered(file.rectangle("/MediaBox", of: page) ?? [0, 0, 612, 792])
        let crop = file.rectangle("/CropBox", of: page).map(Self.ordered) ?? media
        let both = (
            left: max(media.left, crop.left), bottom: max(media.bottom, crop.bottom),
            right: min(media.right, crop.right), top: min(media.top, crop.top)
        )
        return both.right > both.left && both.top > both.bottom ? both : nil
    }

    private static func ordered(_ box: [Double]) -> (left: Double, bottom: Double, right: Double, top: Double) {
        (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3]))
    }
}

/// Words behind images: a page for each, of the size that its resolution gives.
struct ImagePages: SearchablePages {
    let file: QPDFFile
    private(set) var font: InvisibleFont
    private let images: ImageStreams

    init(path: String, type: FileType, limits: ReadingLimits) throws {
        file = try QPDFFile()
        font = InvisibleFont(file)
        images = try ImageStreams(path: path, type: type, limits: limits)
    }

    mutating func add(_ page: Page) throws {
        let points = 72 / Double(max(1, page.dpi))
        let (width, height) = (Double(page.width) * points, Double(page.height) * points)
        let image = try image(page)
        let shown = Placement(
            imageOnto: width, height, orientation: image?.orientation ?? 1, turns: SearchablePDF.turns(page))
        let text = InvisibleText.operators(
            page, at: Placement(points, 0, 0, points, 0, 0), font: InvisibleFont.name, codes: &font.codes)
        let resources = file.object("<< /Font << >> /XObject << >> >>")
        file.set("/" + InvisibleFont.name, of: file.dictionary("/Font", of: resources), font.object)
        if let image { file.set("/Image", of: file.dictionary("/XObject", of: resources), image.object) }
        try file.add(
            file.own(
                file.object(
                    "<< /Type /Page /MediaBox [0 0 \(PDFNumber.text(width)) \(PDFNumber.text(height))] >>",
                    [
                        "/Contents": file.stream(
                            text + (image == nil ? "" : "q\n\(shown.operation)\n/Image Do\nQ\n")),
                        "/Resources": resources,
                    ])))
    }

    /// Nil of a page that could not be read because it cannot be decoded: it stays empty.
    private func image(_ page: Page) throws -> (object: QPDFFile.Object, orientation: Int)? {
        do {
            return try images.stream(page.number - 1, in: file)
        } catch is DocumentProblem where page.unread != nil {
            return nil
        }
    }
}
