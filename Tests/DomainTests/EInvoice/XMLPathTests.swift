import Testing

@testable import Domain

struct XMLPathTests {
    private let root = XMLElement(
        name: "Invoice",
        children: [
            XMLElement(name: "Tax", children: [scheme("GST"), XMLElement(name: "ID", text: "1")]),
            XMLElement(name: "Tax", children: [scheme("VAT"), XMLElement(name: "ID", text: "2")]),
            XMLElement(name: "Total", attributes: ["currencyID": "SEK"], text: "10"),
            XMLElement(name: "Total", attributes: ["currencyID": "EUR"], text: "1"),
            XMLElement(name: "Sum", text: ""),
        ])

    private static func scheme(_ id: String) -> XMLElement {
        XMLElement(name: "Scheme", children: [XMLElement(name: "ID", text: id)])
    }

    @Test(arguments: [
        ("Tax/ID", ["1", "2"]), ("Tax[Scheme/ID=vat]/ID", ["2"]), ("Tax[Scheme/ID!=VAT]/ID", ["1"]),
        ("Total[@currencyID=$BT-5]", ["1"]), ("Total/@currencyID", ["SEK", "EUR"]), ("Sum|Total", ["10", "1"]),
        ("Sum", []), ("Tax/ID/ID", []), ("Nothing[a=b]/ID", []),
    ])
    func finds(_ path: String, _ expected: [String]) {
        #expect(XMLPath(path).values(in: root, ["BT-5": "EUR"]) == expected)
    }
}
