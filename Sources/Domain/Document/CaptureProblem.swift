/// Why a picture of a page is hard to read, in words that help its sender to take a better one.
public enum CaptureProblem: String, Sendable, Hashable, Codable, CaseIterable {
    /// No edge is sharp.
    case blurred
    /// The paper itself is dark.
    case dark
    /// Ink and paper are nearly of one grey.
    case faint
    /// Letters stand at an edge of the picture.
    case cutOff = "cut_off"
    /// Too few pixels for the letters.
    case tooSmall = "too_small"

    /// A sentence that says what to do.
    public var detail: String {
        switch self {
        case .blurred: "The picture is blurred. Hold the camera still, tap on the text to focus, and take it again."
        case .dark: "The picture is dark. Take it again with more light, and without a shadow on the page."
        case .faint: "The text is hardly darker than the paper. Take the picture again in even light, without glare."
        case .cutOff: "Text is cut off at the edge of the picture. Take it again with all of the page in it."
        case .tooSmall: "The text is too small in the picture. Go nearer, or send the original file, not a preview."
        }
    }
}

/// What a picture is like before anybody reads it.
public struct CaptureMeasures: Sendable, Hashable, Codable {
    /// The steepest edges, as a share of the contrast that they cross in one pixel, with the longer side at 1600 pixels;
    /// under 0.15 no edge is sharp.
    public var sharpness: Double
    /// Grey of the paper, 0 to 255: one tenth of the pixels are lighter.
    public var paper: Int
    /// Grey of the paper less that of the ink, 0 to 255.
    public var contrast: Int
    /// Pixels of the shorter side.
    public var shortSide: Int

    /// Measures from their parts.
    public init(sharpness: Double, paper: Int, contrast: Int, shortSide: Int) {
        self.sharpness = sharpness
        self.paper = paper
        self.contrast = contrast
        self.shortSide = shortSide
    }

    /// What is wrong with the picture of `page`, the gravest first. A picture that was read well is blamed for nothing but
    /// for what it does not show.
    public func problems(_ page: Page) -> [CaptureProblem] {
        var problems: [CaptureProblem] = []
        let heights = page.words.map(\.box.height).sorted()
        if contrast >= 12, page.words.count < 5 || page.confidence < 0.75 {
            if shortSide < 250 || !heights.isEmpty && heights[heights.count / 2] < 9 { problems.append(.tooSmall) }
            if paper < 90 { problems.append(.dark) } else if contrast < 50 { problems.append(.faint) }
            if sharpness < 0.15 { problems.append(.blurred) }
        }
        if Self.isCutOff(page) { problems.append(.cutOff) }
        return problems
    }

    /// Whether lines end at a side of the picture: no page is printed to its edge, so the picture is smaller than the page.
    private static func isCutOff(_ page: Page) -> Bool {
        var lines: Set<Int> = []
        var left: Set<Int> = []
        var right: Set<Int> = []
        for word in page.words where word.confidence >= 0.7 && word.text.contains(where: { $0.isLetter || $0.isNumber })
        {
            lines.insert(word.line)
            if word.box.left <= 1 { left.insert(word.line) }
            if word.box.right >= page.width - 1 { right.insert(word.line) }
        }
        let most = max(left.count, right.count)
        return most >= 3 && most * 4 >= lines.count
    }
}
