import Testing

@testable import Domain

struct DocumentTypeTests {
    private let today = CalendarDate(year: 2026, month: 11, day: 21)!
    private static let note = """
        Delivery note
        Delivery number: LS-2041          Cost centre: Field service north
        Packed on 14.10.2026
        Insured value   EUR 1.234,50
        Handed to     Carrier
        Jo Beck       Post
        """

    private func field(
        _ name: String, _ kind: FieldDefinition.Kind, _ labels: [String], isRequired: Bool = false,
        minConfidence: Double? = nil
    ) -> FieldDefinition {
        FieldDefinition(
            name: FieldName(rawValue: name), kind: kind, isRequired: isRequired, labels: labels,
            minConfidence: minConfidence)
    }

    private func type(_ fields: FieldDefinition..., base: Bool = false, rules: [KeywordRule] = []) -> DocumentType {
        DocumentType(name: "note", isInvoice: base, fields: fields, rules: rules)
    }

    private func read(_ text: String, as type: DocumentType, source: Page.Source = .text) -> [String: Field] {
        let pages = [PageGrid.page(text, source: source)]
        let fields = InvoiceExtraction.extract(InvoiceRules().predict(pages, as: type), pages: pages, as: type)
        return Dictionary(uniqueKeysWithValues: fields.map { ($0.name.rawValue, $0) })
    }

    private func evaluate(_ text: String, as type: DocumentType) -> Evaluation {
        let pages = [PageGrid.page(text)]
        return InvoiceEvaluation.evaluate(
            fields: Array(read(text, as: type).values), pages: pages, today: today, as: type)
    }

    @Test func findsAValueBesideItsLabelInItsKind() {
        let fields = read(
            Self.note,
            as: type(
                field("number", .text, ["Delivery number"]),
                field("cost_centre", .text, ["Kostenstelle", "Cost centre"]),
                field("packed", .date, ["Packed on"]), field("insured", .amount, ["Insured value"])))
        #expect(
            fields.mapValues(\.value.canonical)
                == [
                    "number": "LS-2041", "cost_centre": "Field service north", "packed": "2026-10-14",
                    "insured": "1234.50",
                ])
        #expect(fields["cost_centre"]?.raw == "Field service north")
        #expect(fields["cost_centre"]?.evidence?.words.count == 3)
        #expect(fields["cost_centre"]?.rule == "own-label")
    }

    @Test func findsAValueBelowTheHeadOfItsColumn() {
        let fields = read(Self.note, as: type(field("by", .text, ["Handed to"]), field("how", .text, ["Carrier"])))
        #expect(fields.mapValues(\.value.canonical) == ["by": "Jo Beck", "how": "Post"])
    }

    @Test func takesNoOtherFieldsLabelForAValue() {
        let fields = read(
            "Cost centre:\nProject: Orion\nBuyer",
            as: type(
                field("cost_centre", .text, ["Cost centre"]), field("project", .text, ["Project"]),
                field("buyer", .text, ["Buyer"])))
        #expect(fields.mapValues(\.value.canonical) == ["project": "Orion"])
    }

    @Test func overlooksAMisreadLetterOfALongLabelInWhatWasScanned() {
        let type = type(field("cost_centre", .text, ["Cost centre"]))
        #expect(read("Cost ceutre: K-7", as: type, source: .ocr)["cost_centre"]?.value == .text("K-7"))
        #expect(read("Cost ceutre: K-7", as: type)["cost_centre"] == nil)
    }

    @Test func survivesEndlessLinesOfLabels() {
        let type = type(field("seal", .text, ["Seal no"]), field("day", .date, ["Day"]), field("sum", .amount, ["Sum"]))
        let line = Array(repeating: "Seal no Seal no Day Sum :", count: 2000).joined(separator: " ")
        #expect(read(line + "\n" + line, as: type, source: .ocr).isEmpty)
        #expect(read(line + " Seal no 4711", as: type)["seal"]?.value == .text("4711"))
    }

    @Test func aValueOfAnotherKindIsNone() {
        let type = type(field("packed", .date, ["Packed on"]), field("insured", .amount, ["Insured value"]))
        #expect(read("Packed on Friday\nInsured value none", as: type).isEmpty)
    }

    @Test func anInvoiceKeepsItsFieldsAndGainsTheTenants() {
        let built = read(InvoiceRulesTests.english, as: .invoice)
        let extended = type(field("reference", .text, ["Your reference"]), base: true)
        let fields = read(InvoiceRulesTests.english + "\nYour reference: Hale", as: extended)
        #expect(fields["reference"]?.value == .text("Hale"))
        for (name, field) in built { #expect(fields[name]?.value == field.value, "\(name)") }
    }

    @Test func aLabelOfTheTenantsLeadsToABuiltInField() {
        let text = "Larkspur Ltd\nInvoice No 4711\nInvoice date 14 October 2026\nMoney wanted on 28 October 2026"
        #expect(read(text, as: .invoice)["due_date"] == nil)
        let type = type(field("due_date", .date, ["Money wanted on"]), base: true)
        #expect(read(text, as: type)["due_date"]?.value.canonical == "2026-10-28")
    }

    @Test func aTypeOfItsOwnHasNoFieldOfAnInvoice() {
        #expect(read(InvoiceRulesTests.english, as: type()).isEmpty)
        #expect(DocumentType.invoice.required == FieldName.requiredOfInvoices)
    }

    @Test func whatIsRequiredIsMissed() {
        let note = evaluate(Self.note, as: type(field("seal", .text, ["Seal no"], isRequired: true)))
        #expect(note.decision == .manualReview)
        #expect(note.findings.map(\.code) == [.missingField])
        #expect(note.findings.first?.field?.rawValue == "seal")
        #expect(evaluate(Self.note, as: type(field("seal", .text, ["Seal no"]))).decision == .approved)
    }

    @Test func aTenantMayAskForLessOfAnInvoice() {
        let text = InvoiceRulesTests.english.replacing("Invoice number", with: "Thing")
        let lenient = type(field("invoice_number", .text, [], isRequired: false), base: true)
        #expect(!lenient.required.contains(.invoiceNumber) && lenient.required.contains(.total))
        #expect(
            !evaluate(text, as: lenient).findings.contains { $0.field == .invoiceNumber && $0.code == .missingField })
    }

    @Test func aFieldBelowItsOwnConfidenceIsLookedAt() {
        let strict = evaluate(Self.note, as: type(field("number", .text, ["Delivery number"], minConfidence: 0.99)))
        #expect(strict.findings.map(\.code) == [.lowConfidence])
        let usual = evaluate(Self.note, as: type(field("number", .text, ["Delivery number"], minConfidence: 0.5)))
        #expect(usual.findings.isEmpty)
    }

    @Test func aThresholdDecides() {
        var type = type(field("number", .text, ["Delivery number"]))
        let result = evaluate(Self.note, as: type)
        #expect(result.decision == .approved)
        type.minQuality = result.quality + 0.001
        #expect(evaluate(Self.note, as: type).decision == .manualReview)
        type.minQuality = nil
        type.minAccuracy = result.accuracy + 0.001
        #expect(evaluate(Self.note, as: type).decision == .manualReview)
    }

    @Test(arguments: [
        ("delivery note", true), ("DELIVERY-NOTE", true), ("livery note", false), ("note Delivery", true),
        ("number delivery", false),
        ("number LS 2041", true), ("Handed to Carrier Jo Beck", true), ("e", false),
    ])
    func aPhraseIsWholeWords(phrase: String, stands: Bool) {
        let rule = KeywordRule(name: "r", phrase: phrase, effect: .review)
        #expect(KeywordRule.matching([rule], [PageGrid.page(Self.note)]).isEmpty != stands)
    }

    @Test(arguments: [("Mahnung für Müller", "fur muller"), ("Срочно оплатить", "срочно"), ("ΠΡΟΣΟΧΗ", "προσοχη")])
    func aPhraseIsFoundInAnyScript(text: String, phrase: String) {
        let rule = KeywordRule(name: "r", phrase: phrase, effect: .review)
        #expect(KeywordRule.matching([rule], [PageGrid.page(text)]) == [rule])
    }

    @Test func aKeywordOfReviewIsAFinding() {
        let rules = [
            KeywordRule(name: "packed", phrase: "packed on", effect: .review),
            KeywordRule(name: "post", phrase: "post", effect: .tag, value: "post"),
        ]
        let result = evaluate(Self.note, as: type(rules: rules))
        #expect(result.decision == .manualReview)
        #expect(result.findings.map(\.code) == [.keyword])
        #expect(result.findings[0].detail.contains("packed on"))
    }
}
