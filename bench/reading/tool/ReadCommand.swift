import ArgumentParser
import Domain
import Foundation
import Recognition

/// Reads files and writes NAME.json for each: the text, the fields that the rules find, the pages of words.
struct ReadCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "read", abstract: "Reads files and tells what each cost.",
        discussion: """
            With DOCKET_LINE_READER both engines, else Tesseract alone. \
            One line for each file: name, pages, images among them, processor seconds of this process for preparing and \
            for reading, engines; or name, "refused" and why.
            """)

    @Option(help: "Tesseract's models.") var languages = "eng+deu+fra"
    @Option(help: "Keep the lines of the line reader here, and take them from here where they are.") var keptLines:
        String?
    @Option(help: "The same for the words that Tesseract gives as word reader.") var keptWords: String?
    @Flag(help: "Tesseract reads every page, not only where it adds something.") var always = false
    @Option(help: "Where NAME.json goes.") var out: String
    @Argument(help: "The files.") var files: [String] = []

    func run() throws {
        let work = try WorkFolder()
        let current = Current()
        let engine = try engine(current)
        for path in files {
            current.name = stem(path)
            do {
                let start = processorSeconds()
                let document = try Preparation.prepare(path, into: work.path)
                let ready = processorSeconds()
                let pages = try Reading.read(document, at: path, in: work.path, engine: engine)
                let done = processorSeconds()
                try write(Answer(pages).json(), "\(stem(path)).json", in: out)
                tell(
                    [stem(path), "\(pages.count)", "\(document.pages.count(where: \.isImage))"]
                        + [ready - start, done - ready].map { String(format: "%.4f", $0) }
                        + [pages.last?.reading?.engines.map(\.name).joined(separator: "+") ?? ""])
            } catch let problem as DocumentProblem {
                tell([stem(path), "refused", problem.code.rawValue])
            }
        }
    }

    private func engine(_ current: Current) throws -> any RecognitionEngine {
        let tesseract = try TesseractEngine(languages: languages)
        guard LatinScript.covers(languages) else { return tesseract }
        let second = LineReaderEngine { reason in
            FileHandle.standardError.write(Data("line reader: \(current.name): \(reason)\n".utf8))
        }
        let lines: (any LineReader)? = keptLines.map { KeptLines($0, current, second) } ?? second
        guard let lines else { return tesseract }
        let words: any WordReader = keptWords.map { KeptWords($0, current, tesseract) } ?? tesseract
        return FusedEngine(lines: lines, words: words, policy: WordReaderPolicy(languages: languages, always: always))
    }

    private func tell(_ columns: [String]) {
        FileHandle.standardOutput.write(Data((columns.joined(separator: "\t") + "\n").utf8))
    }
}

/// What a file says, in the form that a scorer wants.
struct Answer: Encodable {
    let text: String
    let fields: [String: String]
    let pages: [Page]

    init(_ pages: [Page]) {
        self.pages = pages
        text = pages.map(\.text).joined(separator: "\n")
        let found = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
        fields = Dictionary(found.map { ($0.name.rawValue, $0.value.canonical) }) { first, _ in first }
    }

    func json() throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return try encoder.encode(self)
    }
}

extension PreparedPage {
    fileprivate var isImage: Bool {
        if case .image = content { true } else { false }
    }
}
