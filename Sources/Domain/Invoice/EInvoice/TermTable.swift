/// A row of a table of terms: where a business term of EN 16931 stands.
struct TermRow: Sendable {
    /// The term's number, `BT-1`.
    let term: String
    let path: XMLPath

    init(_ term: String, _ path: String) {
        self.term = term
        self.path = XMLPath(path)
    }
}

/// Where one syntax keeps the terms. Of several rows for a term the first that has a value counts.
struct TermTable: Sendable {
    /// Terms that an invoice has once, from its root.
    var header: [TermRow]
    /// The accounts that may be paid to, from the root: BT-84.
    var accounts: XMLPath
    /// The elements that are lines (BG-25), and the terms of each.
    var lines: XMLPath
    var line: [TermRow]
    /// The elements that are a part of the tax (BG-23), and the terms of each.
    var taxes: XMLPath
    /// Where those are in groups that may say the same in another currency: the first counts where `taxes` finds none.
    var taxGroups: XMLPath?
    var tax: [TermRow]
    /// The elements that are allowances or charges of the whole document (BG-20, BG-21), and the terms of each.
    var allowances: XMLPath
    var allowance: [TermRow]
    /// Charges that stand apart, which the syntax may have besides.
    var charges: XMLPath?
    var charge: [TermRow] = []

    /// The parts of the tax in the invoice's own currency.
    func taxElements(in root: XMLElement, _ terms: [String: String]) -> [XMLElement] {
        let own = taxes.elements(in: root, terms)
        guard own.isEmpty, let taxGroups else { return own }
        let groups = taxGroups.elements(in: root).map { $0.children.filter { $0.name == "TaxSubtotal" } }
        return groups.first { !$0.isEmpty } ?? []
    }

    /// The texts of the terms in an element, by their numbers.
    static func read(_ rows: [TermRow], in element: XMLElement) -> [String: String] {
        var terms: [String: String] = [:]
        for row in rows where terms[row.term] == nil {
            terms[row.term] = row.path.value(in: element, terms)
        }
        return terms
    }
}

extension EInvoiceSyntax {
    var table: TermTable {
        switch self {
        case .cii, .zugferd1: .cii
        case .ubl: .ubl
        }
    }
}
