// Reads files that are or hold electronic invoices: how long it takes, what they say, what is found wrong with them.
//
//     xmlbench FILE…            milliseconds for parsing and mapping, the best and the median of 20
//     xmlbench --lines N FILE…  the same for an invoice of its first line N times
//     xmlbench --json FILE…     what each says, a JSON object per line
//     xmlbench --check FILE…    the whole chain but OCR: fields with their sources, findings
import Domain
import FoundationEssentials
import Recognition

var arguments = CommandLine.arguments.dropFirst()
let mode = arguments.first?.hasPrefix("--") ?? false ? arguments.removeFirst() : "--time"
let copies = mode == "--lines" ? arguments.popFirst().flatMap { Int($0) } ?? 1 : 1
let folder = "\(FileManager.default.temporaryDirectory.path)/xmlbench-\(ProcessInfo.processInfo.processIdentifier)"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(atPath: folder) }

/// Pages that are images are left out.
struct NoEngine: RecognitionEngine {
    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page { throw RecognitionError.engine }
}

func text(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
}

/// The invoice with its first line several times, as text.
func repeating(_ data: Data) -> Data {
    let text = String(decoding: data, as: UTF8.self)
    let line = #/<(?:\w+:)?(InvoiceLine|CreditNoteLine|IncludedSupplyChainTradeLineItem)>(?s:.*?)<\/(?:\w+:)?\1>/#
    guard let first = text.firstMatch(of: line) else { return data }
    let lines = String(repeating: String(first.0), count: copies)
    return Data((text[..<first.range.lowerBound] + lines + text[first.range.upperBound...]).utf8)
}

func time(_ path: String) throws {
    guard var data = FileManager.default.contents(atPath: path) else { return print("\(path): cannot be opened") }
    if copies > 1 { data = repeating(data) }
    var lines = 0
    let clock = ContinuousClock()
    let runs = try (0..<20).map { _ in
        try clock.measure { lines = try data.withUnsafeBytes { try EInvoiceFile.read($0).lines.count } }
    }.sorted()
    func milliseconds(_ duration: Duration) -> Double {
        Double(duration.components.attoseconds / 1_000_000_000_000) / 1000
    }
    print("\(path): \(data.count) bytes, \(lines) lines, \(milliseconds(runs[0])) ms, \(milliseconds(runs[10])) ms")
}

func check(_ path: String) throws {
    let prepared = try Preparation.prepare(path, into: folder)
    var readable = prepared
    readable.pages.removeAll { if case .image = $0.content { true } else { false } }
    let pages = try Reading.read(readable, at: path, in: folder, engine: NoEngine())
    let printed = InvoiceExtraction.extract(InvoiceRules().predict(pages), pages: pages)
    var fields = printed
    if let invoice = prepared.einvoice?.invoice {
        fields = EInvoiceFields.merged(printed, with: invoice, pages: pages)
    }
    let evaluation = InvoiceEvaluation.evaluate(
        fields: fields, pages: pages, today: CalendarDate(year: 2026, month: 11, day: 21)!, xml: prepared.einvoice,
        printed: printed)
    print("\(path): \(evaluation.decision.rawValue), quality \(evaluation.quality), accuracy \(evaluation.accuracy)")
    for field in fields {
        let place = field.evidence.map { "page \($0.page)" } ?? "not printed"
        let own = printed.first { $0.name == field.name }?.value.canonical ?? "–"
        let same = own == field.value.canonical ? "" : "  (page: \(own))"
        print(
            "  \(field.name.rawValue) = \(field.value.canonical)  \(field.source.rawValue) \(field.rule), \(place)\(same)"
        )
    }
    for finding in evaluation.findings {
        print("  ! \(finding.code.rawValue) \(finding.rule ?? "") \(finding.detail)")
    }
}

for path in arguments {
    do {
        switch mode {
        case "--json":
            let prepared = try Preparation.prepare(path, into: folder)
            print(try text(["file": path]), try prepared.einvoice.map(text) ?? "null", separator: "\t")
        case "--check": try check(path)
        default: try time(path)
        }
    } catch { print("\(path): \(error)") }
}
