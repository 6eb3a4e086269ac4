import Domain
import Testing

struct FieldRowTests {
    private let evidence = Evidence(page: 2, box: Box(left: -1, top: 2, right: 30, bottom: 4), words: [0, 7])

    @Test func predictionsAreRows() {
        let prediction = Prediction(
            name: FieldName(rawValue: "total"), raw: "1 \"234\"", evidence: evidence, confidence: 0.95,
            source: .rules, rule: "label")
        #expect(
            Prediction.rows([prediction])
                == #"[{"name":"total","raw":"1 \"234\"","page":2,"box":[-1,2,30,4],"words":[0,7],"#
                + #""confidence":"0.950","source":"rules","rule":"label"}]"#)
        #expect(Prediction.rows([]) == "[]")
    }

    @Test func whatAFieldLacksIsLeftOut() {
        let field = Field(
            name: FieldName(rawValue: "net"), value: .text("x"), raw: nil, evidence: nil, confidence: 1,
            source: .derived, rule: "sum")
        #expect(
            Field.rows([field])
                == #"[{"name":"net","kind":"text","value":"x","confidence":"1.000","source":"derived","rule":"sum"}]"#)
    }

    /// A column has room for a thousand code points; a letter with its accents is several.
    @Test func whatIsTooLongIsCut() {
        let long = String(repeating: "e\u{301}", count: 700)
        let prediction = Prediction(
            name: FieldName(rawValue: "total"), raw: long, evidence: evidence, confidence: 1, source: .rules, rule: "x")
        #expect(Prediction.rows([prediction]).unicodeScalars.count { $0 == "\u{301}" } == 500)
    }
}
