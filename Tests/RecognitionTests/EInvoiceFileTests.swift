import Domain
import Testing

@testable import Recognition

struct EInvoiceFileTests {
    private func read(_ text: String) throws -> EInvoice { try read(Array(text.utf8)) }

    private func read(_ bytes: [UInt8]) throws -> EInvoice {
        try bytes.withUnsafeBytes { try EInvoiceFile.read($0) }
    }

    private func problem(_ bytes: [UInt8]) -> DocumentProblem.Code? {
        do {
            _ = try read(bytes)
            return nil
        } catch { return (error as? DocumentProblem)?.code }
    }

    @Test(arguments: [XMLSamples.ubl, XMLSamples.cii, XMLSamples.zugferd1])
    func readsEachSyntax(_ text: String) throws {
        let invoice = try read(text)
        #expect(invoice.number == "R 1/26")
        #expect(invoice.issueDate == CalendarDate(iso: "2026-02-03"))
        #expect(invoice.dueDate == CalendarDate(iso: "2026-03-05"))
        #expect(invoice.currency == "EUR")
        #expect(invoice.seller.name == "Müller & Söhne")
        #expect(invoice.seller.vatId == "DE136695976")
        #expect(invoice.seller.address == "Am Bach 1, 12345 Furt, DE")
        #expect(invoice.buyer.name == "Kunde AG")
        #expect(invoice.orderReference == "PO-9")
        #expect(invoice.payment.accounts == ["DE89370400440532013000"])
        #expect(invoice.totals.net == DecimalNumber("20.01"))
        #expect(invoice.totals.tax == DecimalNumber("3.80"))
        #expect(invoice.totals.gross == DecimalNumber("23.81"))
        #expect(invoice.totals.payable == DecimalNumber("23.81"))
        #expect(invoice.taxes.map(\.rate) == [DecimalNumber("19")])
        let line = try #require(invoice.lines.first)
        #expect((line.id, line.name, line.unit) == ("1", "Schlauch", "MTR"))
        #expect(
            (line.quantity, line.price, line.net) == (DecimalNumber("3"), DecimalNumber("6.67"), DecimalNumber("20.01"))
        )
        #expect((line.category, line.rate) == ("S", DecimalNumber("19")))
        #expect(invoice.unread == [])
        #expect(!invoice.isCreditNote)
        #expect(EInvoiceRules.findings(invoice) == [])
    }

    @Test func readsCreditNotes() throws {
        let text = XMLSamples.ubl.replacing("Invoice-2", with: "CreditNote-2").replacing(
            "<Invoice ", with: "<CreditNote "
        )
        .replacing("</Invoice>", with: "</CreditNote>").replacing("InvoiceLine>", with: "CreditNoteLine>")
        .replacing("InvoicedQuantity", with: "CreditedQuantity")
        let invoice = try read(text)
        #expect(invoice.isCreditNote)
        #expect(invoice.lines.first?.quantity == DecimalNumber("3"))
    }

    @Test func readsOtherEncodings() throws {
        let text = XMLSamples.ubl
        let utf16 = ("\u{FEFF}" + text.replacing("UTF-8", with: "UTF-16")).utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        #expect(try read(utf16).seller.name == "Müller & Söhne")
        let latin = text.replacing("UTF-8", with: "ISO-8859-1").unicodeScalars.map { UInt8($0.value) }
        #expect(try read(latin).seller.name == "Müller & Söhne")
        #expect(try read("\u{FEFF}" + text).number == "R 1/26")
    }

    /// What programs leave around or say of XML that is good otherwise.
    @Test func readsWhatIsLabelledOrTrimmedBadly() throws {
        let text = XMLSamples.ubl
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let net = Array(text.replacing("UTF-8", with: "utf-16").utf8)
        let utf16 = "\u{FEFF}\(text.replacing("UTF-8", with: "utf-16"))".utf16.flatMap {
            [UInt8($0 & 0xFF), UInt8($0 >> 8)]
        }
        let nuls: [UInt8] = [0, 0, 0, 0]
        for bytes in [
            net, mark + net, Array("\r\n \(text)".utf8), mark + Array("\n\(text)".utf8), Array(text.utf8) + nuls,
            Array("\n".utf8) + net + nuls, utf16 + nuls, Array(utf16.dropFirst(2)),
        ] { #expect(try read(bytes).seller.name == "Müller & Söhne") }
        for label in ["latin1", "LATIN-1", "cp1252", "windows-1252", "iso8859-1"] {
            let bytes = text.replacing("UTF-8", with: label).unicodeScalars.map { UInt8($0.value) }
            #expect(try read(bytes).seller.name == "Müller & Söhne", "\(label)")
        }
        var euro = text.replacing("UTF-8", with: "CP1252").replacing("R 1/26", with: "R 1 #").unicodeScalars.map {
            UInt8($0.value)
        }
        for index in euro.indices where euro[index] == UInt8(ascii: "#") { euro[index] = 0x80 }
        #expect(try read(euro).number == "R 1 €")
    }

    @Test(arguments: ["ISO-8859-1", "windows-1252", "US-ASCII", "utf-16", "UTF-8"])
    func theMarkOfUTF8HoldsAgainstTheDeclaration(_ label: String) throws {
        let text = "\u{FEFF}" + XMLSamples.ubl.replacing("UTF-8", with: label)
        #expect(try read(text).seller.name == "Müller & Söhne")
    }

    @Test func doctypesAreFoundBehindWhatIsTrimmed() {
        for doctype in ["<!DOCTYPE Invoice>", "<!DOCTYPE Invoice [<!ENTITY b 'c'>]>"] {
            let text = XMLSamples.ubl.replacing("<Invoice ", with: "\(doctype)<Invoice ")
            for bytes in [
                Array("\n\(text)".utf8), Array("\u{FEFF}\n\(text)".utf8),
                Array(text.replacing("UTF-8", with: "utf-16").utf8),
            ] { #expect(problem(bytes) == .invalidFile) }
        }
    }

    /// BT-6: the tax once more in the currency of the books.
    @Test func taxesAreThoseOfTheInvoicesOwnCurrency() throws {
        func total(_ currency: String, _ amount: String) -> String {
            """
            <cac:TaxTotal><cbc:TaxAmount currencyID="\(currency)">\(amount)</cbc:TaxAmount><cac:TaxSubtotal>
            <cbc:TaxableAmount currencyID="\(currency)">226.11</cbc:TaxableAmount>
            <cbc:TaxAmount currencyID="\(currency)">\(amount)</cbc:TaxAmount><cac:TaxCategory><cbc:ID>S</cbc:ID>
            <cbc:Percent>19</cbc:Percent></cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal>
            """
        }
        let books = total("SEK", "42.94")
        let text = XMLSamples.ubl
        for other in [
            text.replacing("<cac:PaymentMeans>", with: books + "<cac:PaymentMeans>"),
            text.replacing("<cac:LegalMonetaryTotal>", with: books + "<cac:LegalMonetaryTotal>"),
        ] {
            let invoice = try read(other)
            #expect(invoice.taxes.map(\.amount) == [DecimalNumber("3.80")])
            #expect(EInvoiceRules.findings(invoice) == [])
        }
        let plain = text.replacing(" currencyID=\"EUR\"", with: "")
        let first = try read(plain.replacing("<cac:LegalMonetaryTotal>", with: books + "<cac:LegalMonetaryTotal>"))
        #expect(first.taxes.map(\.amount) == [DecimalNumber("3.80")])
    }

    @Test(arguments: [("true", true), ("1", true), ("TRUE", true), ("false", false), ("0", false)])
    func chargesAreToldFromAllowances(_ indicator: String, _ isCharge: Bool) throws {
        let charge = """
            <cac:AllowanceCharge><cbc:ChargeIndicator>\(indicator)</cbc:ChargeIndicator>
            <cbc:Amount currencyID="EUR">5.00</cbc:Amount></cac:AllowanceCharge><cac:LegalMonetaryTotal>
            """
        let invoice = try read(XMLSamples.ubl.replacing("<cac:LegalMonetaryTotal>", with: charge))
        #expect(invoice.allowances.map(\.isCharge) == [isCharge])
    }

    /// The parser tells a text in pieces: at each entity, at each section, and where it fills its buffer.
    @Test func putsTextsTogether() throws {
        let long = String(repeating: "ä", count: 700)
        let name = "A &amp; B&#x20AC;<!-- not this --><![CDATA[ <C>  &amp;]]>\n D \(long)"
        let invoice = try read(XMLSamples.ubl.replacing("R 1/26", with: name))
        #expect(invoice.number == "A & B€ <C> &amp; D \(long)")
    }

    @Test func stopsWhereNobodyWaits() {
        let lines = String(repeating: "<cac:InvoiceLine><cbc:ID>1</cbc:ID></cac:InvoiceLine>", count: 4000)
        let bytes = Array(XMLSamples.ubl.replacing("</Invoice>", with: lines + "</Invoice>").utf8)
        var asked = 0
        #expect(throws: RecognitionError.cancelled) {
            try bytes.withUnsafeBytes { bytes in
                try EInvoiceFile.read(bytes) {
                    asked += 1
                    return true
                }
            }
        }
        #expect(asked == 1)
    }

    @Test func termsThatCannotBeReadAreNoted() throws {
        let invoice = try read(
            XMLSamples.ubl.replacing("2026-03-05", with: "soon").replacing(">23.81<", with: ">much<"))
        #expect(invoice.dueDate == nil)
        #expect(invoice.unread.map(\.term) == ["BT-9", "BT-112", "BT-115"])
    }

    @Test func refusesWhatIsHostile() {
        let ubl = XMLSamples.ubl
        let laughs = "<!DOCTYPE Invoice [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>\n"
        let file = "<!DOCTYPE Invoice [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n"
        let outside = "<!DOCTYPE Invoice SYSTEM \"http://127.0.0.1:1/x.dtd\">\n"
        for doctype in [laughs, file, outside] {
            let text = ubl.replacing("<Invoice", with: doctype + "<Invoice", maxReplacements: 1)
            #expect(problem(Array(text.utf8)) == .invalidFile)
        }
        #expect(problem(Array(ubl.replacing("R 1/26", with: "&unknown;").utf8)) == .invalidFile)
        let deep = String(repeating: "<a>", count: 100_000)
        #expect(problem(Array(ubl.replacing("<cbc:ID>R", with: deep + "<cbc:ID>R").utf8)) == .tooLarge)
        let wide = String(repeating: "<a/>", count: 500_000)
        #expect(problem(Array(ubl.replacing("<cbc:ID>R", with: wide + "<cbc:ID>R").utf8)) == .tooLarge)
        let large = String(repeating: " ", count: 11 << 20)
        #expect(problem(Array((ubl + large).utf8)) == .tooLarge)
        let lines = String(
            repeating: "<cac:InvoiceLine><cbc:LineExtensionAmount>1</cbc:LineExtensionAmount></cac:InvoiceLine>",
            count: 5000)
        #expect(problem(Array(ubl.replacing("</Invoice>", with: lines + "</Invoice>").utf8)) == .tooLarge)
    }

    @Test func refusesMoreTaxesOrAllowancesThanAnInvoiceHas() throws {
        func with(_ part: String, _ count: Int) -> [UInt8] {
            Array(
                XMLSamples.ubl.replacing(
                    "<cac:LegalMonetary", with: String(repeating: part, count: count) + "<cac:LegalMonetary"
                )
                .utf8)
        }
        let tax = """
            <cac:TaxTotal><cbc:TaxAmount currencyID="EUR">1</cbc:TaxAmount>
            <cac:TaxSubtotal><cbc:TaxAmount>1</cbc:TaxAmount></cac:TaxSubtotal></cac:TaxTotal>
            """
        let change = "<cac:AllowanceCharge><cbc:Amount>1</cbc:Amount></cac:AllowanceCharge>"
        #expect(try read(with(tax, 999)).taxes.count == 1000)
        #expect(problem(with(tax, 1000)) == .tooLarge)
        #expect(try read(with(change, 1000)).allowances.count == 1000)
        #expect(problem(with(change, 1001)) == .tooLarge)
    }

    @Test func refusesWhatIsDamagedOrSomethingElse() {
        let ubl = Array(XMLSamples.ubl.utf8)
        #expect(problem(Array(ubl.prefix(ubl.count / 2))) == .invalidFile)
        #expect(problem(ubl + Array("<more/>".utf8)) == .invalidFile)
        #expect(problem(Array(XMLSamples.ubl.replacing("Müller", with: "M\u{1}ller").utf8)) == .invalidFile)
        var broken = ubl
        broken[broken.firstIndex(of: 0xC3)!] = 0xFF
        #expect(problem(broken) == .invalidFile)
        #expect(problem(Array(XMLSamples.ubl.replacing("Invoice-2", with: "Waybill-2").utf8)) == .unsupportedType)
        #expect(
            problem(Array("<Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"/>".utf8))
                == .invalidFile)
        #expect(problem([]) == .unsupportedType)
    }

    /// Bytes changed, dropped, doubled: each is read or refused, and what is read can be judged and shown.
    @Test func survivesDamageOfEachKind() throws {
        var random = Seeded(state: 20_260_203)
        var (taken, refused) = (0, 0)
        let digits = Array("0123456789.-e".utf8)
        for sample in [XMLSamples.ubl, XMLSamples.cii, XMLSamples.zugferd1] {
            for round in 0..<120 {
                var bytes = Array(sample.utf8)
                for _ in 0..<Int.random(in: 1...2, using: &random) {
                    let place = Int.random(in: 0..<bytes.count, using: &random)
                    switch round % 4 {
                    case 0: bytes[place] = UInt8.random(in: 32...255, using: &random)
                    case 1: bytes.remove(at: place)
                    case 2: bytes.insert(contentsOf: bytes[place...].prefix(40), at: place)
                    default:
                        let number = bytes[place...].firstIndex { $0.isNumeral } ?? place
                        bytes.insert(contentsOf: (0..<9).map { _ in digits.randomElement(using: &random)! }, at: number)
                    }
                }
                do {
                    let invoice = try read(bytes)
                    taken += 1
                    let pages = EInvoicePages.pages(invoice)
                    let fields = EInvoiceFields.merged([], with: invoice, pages: pages)
                    let reading = EInvoiceReading(invoice: invoice)
                    let evaluation = InvoiceEvaluation.evaluate(
                        fields: fields, pages: pages, today: CalendarDate(iso: "2026-02-10")!, xml: reading)
                    #expect((0...1).contains(evaluation.quality))
                    #expect(reading.summary.hasSuffix("}"))
                } catch let problem as DocumentProblem {
                    refused += 1
                    #expect(!problem.detail.isEmpty)
                }
            }
        }
        #expect(taken > 60 && refused > 60)
    }
}

extension UInt8 {
    fileprivate var isNumeral: Bool { (48...57).contains(self) }
}

/// The same numbers each time.
private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
