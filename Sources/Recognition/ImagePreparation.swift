import Domain

/// What the image of a page was like, and what was done to it before it is read.
public struct ImagePreparation: Sendable, Hashable, Codable {
    /// What it was like.
    public var capture: CaptureMeasures
    /// White on black was turned to black on white.
    public var isInverted: Bool
    /// Times it was halved, as it had more pixels than reading needs.
    public var halvings: Int

    /// A preparation from its parts.
    public init(capture: CaptureMeasures, isInverted: Bool, halvings: Int) {
        self.capture = capture
        self.isInverted = isInverted
        self.halvings = halvings
    }

    private enum CodingKeys: String, CodingKey {
        case capture
        case isInverted = "inverted"
        case halvings
    }

    /// The reading of that image with what was done before it, and why the image was hard to read.
    public func complete(_ page: Page) -> Page {
        var page = page
        let problems = capture.problems(page)
        page.reading?.capture = problems
        if isInverted { page.reading?.parameters["inverted"] = "true" }
        if halvings > 0 { page.reading?.parameters["halvings"] = "\(halvings)" }
        return page
    }
}
