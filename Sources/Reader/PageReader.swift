import Domain
import Glibc
import Platform

/// From an image to lines of characters.
struct PageReader {
    private let finder: TextFinder
    private let recogniser: LineRecogniser
    private let version: String
    private let precision: String

    /// Loads the models of `folder`.
    ///
    /// - Throws: `SettingError` or `Refusal`.
    init(folder: String) throws {
        let openvino = try OpenVINO(folder: "\(folder)/lib")
        precision = Precision.best
        version = "PP-OCRv4 (OpenVINO \(openvino.version))"
        let recognition = "\(folder)/models/ch_PP-OCRv4_rec_infer.onnx"
        guard let dictionary = Self.dictionary(recognition) else {
            throw Refusal(reason: "The recognition model is missing or damaged; run bin/install-line-reader again.")
        }
        // Pages differ in size, lines share a few lengths: kept kernels pay for lines only, an eighth of the time for 50 MB.
        finder = TextFinder(
            model: try Model(
                openvino, path: "\(folder)/models/ch_PP-OCRv4_det_infer.onnx", precision: precision,
                cachedKernels: 0))
        recogniser = LineRecogniser(
            model: try Model(
                openvino, path: recognition, precision: precision,
                cachedKernels: 1000),
            decoder: LineDecoder(dictionary: dictionary))
    }

    /// The lines of the image; those that were read where there is no time for all, with the parameter `partial`.
    ///
    /// - Parameter end: of the time there is, on the monotonic clock.
    /// - Throws: `Refusal`, or `SettingError` where the engine fails.
    func read(_ image: Raster, until end: Double) throws -> RecognisedPage {
        let (quads, isWhole) = try finder.find(in: image, until: end)
        let (turns, known) = try turn(image, quads)
        let upright = turns % 2 == 0
        let (width, height) = upright ? (image.width, image.height) : (image.height, image.width)
        var lines: [RecognisedLine] = []
        var parameters = ["precision": precision]
        if !isWhole { parameters["partial"] = "true" }
        for (index, quad) in quads.enumerated() {
            if Clock.monotonic() >= end {
                parameters["partial"] = "true"
                break
            }
            let place = PlacedLine(quad, turns: turns, width: image.width, height: image.height)
            let reading = try known[index] ?? recogniser.read(image, place.sampled)
            if let line = place.line(
                reading.emissions, stepShare: reading.stepShare, pageWidth: width, pageHeight: height)
            {
                lines.append(line)
            }
        }
        lines.sort { ($0.box.top, $0.box.left) < ($1.box.top, $1.box.left) }
        return RecognisedPage(
            width: width, height: height, turns: turns, lines: lines, engine: .init(name: "openvino", version: version),
            parameters: parameters)
    }

    /// Which way up the page is, and the lines that were read to find out.
    private func turn(_ image: Raster, _ quads: [Quad]) throws -> (turns: Int, known: [Int: LineRecogniser.Reading]) {
        let turns = PageTurn.isSideways(quads) ? 1 : 0
        let probes = PageTurn.probes(quads)
        var known: [[Int: LineRecogniser.Reading]] = [[:], [:]]
        func mean(_ way: Int) -> Double {
            known[way].values.reduce(0) { $0 + $1.confidence } / Double(max(1, known[way].count))
        }
        func read(_ probes: some Sequence<Int>, way: Int) throws {
            for index in probes {
                let place = PlacedLine(quads[index], turns: turns + 2 * way, width: image.width, height: image.height)
                known[way][index] = try recogniser.read(image, place.sampled)
            }
        }
        let (first, rest) = (probes.prefix(PageTurn.firstProbes), probes.dropFirst(PageTurn.firstProbes))
        try read(first, way: 0)
        if mean(0) >= PageTurn.sure { return (turns, known[0]) }
        try read(first, way: 1)
        if abs(mean(0) - mean(1)) < PageTurn.clearMargin {
            try read(rest, way: 0)
            try read(rest, way: 1)
        }
        return mean(1) > mean(0) ? (turns + 2, known[1]) : (turns, known[0])
    }

    private static func dictionary(_ path: String) -> [String]? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        fseek(file, 0, SEEK_END)
        let size = ftell(file)
        guard size > 0, size < 1 << 28, let bytes = mmap(nil, size, PROT_READ, MAP_PRIVATE, fileno(file), 0),
            bytes != MAP_FAILED
        else { return nil }
        defer { munmap(bytes, size) }
        return ModelDictionary.characters(inONNX: UnsafeRawBufferPointer(start: bytes, count: size))
    }
}
