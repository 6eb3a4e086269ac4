import Domain
import FoundationEssentials
import Persistence

/// A page that was read, with its parts that are stored as JSON.
struct ReadPage {
    private let page: Page
    private let words: String
    private let reading: String?

    static func all(_ pages: [Page]) throws -> [ReadPage] {
        try pages.map { ReadPage(page: $0, words: try encode($0.words), reading: try $0.reading.map(encode)) }
    }

    static func write(
        _ pages: [ReadPage], _ transaction: WorkerTransaction, _ lease: Lease
    ) throws(DatabaseError) {
        for read in pages {
            let page = read.page
            try transaction.pageRead(
                lease: lease, number: page.number, width: page.width, height: page.height, dpi: page.dpi,
                source: page.source.rawValue, confidence: DecimalText(share: page.confidence),
                wordCount: page.words.count, words: read.words, reading: read.reading)
        }
    }

    private static func encode(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
