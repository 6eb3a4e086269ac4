import Domain

/// Why a page of a document whose other pages are read is not.
public struct PageProblem: Sendable, Hashable, Codable {
    /// The stable code of the problem that a document would have with that page alone.
    public var unread: DocumentProblem.Code

    /// A problem of a page.
    public init(_ code: DocumentProblem.Code) { unread = code }

    /// The page without words: as large as its image, or a sheet where there is none.
    func page(_ number: Int, image: PreparedImage? = nil) -> Page {
        Page(
            number: number, width: image?.width ?? Self.width, height: image?.height ?? Self.height,
            dpi: image?.dpi ?? Self.dpi, source: .ocr, words: [],
            reading: PageReading(engines: [], parameters: [PageReading.unread: unread.rawValue]))
    }

    /// A4 at `dpi`, for a page of which nothing is known.
    public static let (width, height, dpi) = (827, 1169, 100)

    /// Does `body` for each of some pages; where one fails for what it is, `instead` stands in for it.
    ///
    /// - Throws: the first page's problem where all of several pages, or the only one, have one; what else `body` throws.
    static func each<Item, Result>(
        _ items: some Collection<Item>, isPart: Bool = false, _ body: (Item) throws -> Result,
        instead: (Item, PageProblem) -> Result
    ) throws -> [Result] {
        var first: DocumentProblem?
        var failed = 0
        let results = try items.map { item in
            do {
                return try body(item)
            } catch let problem as DocumentProblem {
                first = first ?? problem
                failed += 1
                return instead(item, PageProblem(problem.code))
            }
        }
        if let first, failed == items.count, !isPart { throw first }
        return results
    }
}
