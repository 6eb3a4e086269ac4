import Domain
import JobQueue
import Persistence
import Recognition

/// ocr: the text layer where there is one, recognition otherwise; words with boxes and confidence, and result.html.
struct ReadWork: Work {
    static let kind = "ocr"
    let reader: PageReader

    /// All pages that are not read yet, then the whole document.
    func run(_ job: HeldJob, _ session: WorkerSession) throws -> WorkResults {
        let document = try JobDocument.open(job, session)
        let stored = try session.pageList(lease: job.lease, number: nil)
        let languages = reader.languages(document)
        let isPart = stored.contains { $0.words != nil }
        let read = try reader.read(
            stored.filter { $0.words == nil }, of: document, job, session, isPart: isPart)
        let pages = (read + stored.filter { $0.words != nil }.map { Page($0) }).sorted {
            $0.number < $1.number
        }
        if let problem = Self.problem(pages) { throw problem }
        let words = pages.reduce(into: [Word]()) { $0 += $1.words }
        let confidence = words.isEmpty ? 0 : words.reduce(0) { $0 + $1.confidence } / Double(words.count)
        let resultKey = ResultKeys(job, document).file("result.html")
        let html = ResultHTML(
            title: document.filename, languages: Self.tags(languages), confidence: confidence)
        try reader.tools.blobs.put(html.render(pages), as: resultKey)
        let rows = try ReadPage.all(read)
        let textLength = pages.reduce(0) { $0 + $1.text.count }
        return WorkResults { (transaction, lease) throws(DatabaseError) in
            try ReadPage.write(rows, transaction, lease)
            try transaction.documentRead(
                lease: lease, textLength: textLength, confidence: DecimalText(share: confidence),
                resultKey: resultKey)
        }
    }

    /// Of a document whose pages were read each for itself, and none could be.
    private static func problem(_ pages: [Page]) -> DocumentProblem? {
        let codes = pages.compactMap { $0.unread.flatMap(DocumentProblem.Code.init) }
        guard let code = codes.first, codes.count == pages.count else { return nil }
        return DocumentProblem(code, "None of the pages can be read. Send the document again in another form.")
    }

    /// Tesseract's names as BCP 47 tags.
    private static func tags(_ languages: String) -> [String] {
        let known = ["eng": "en", "deu": "de", "fra": "fr", "swe": "sv", "ita": "it", "spa": "es", "nld": "nl"]
        return languages.split(separator: "+").map { known[String($0)] ?? String($0) }
    }
}
