import Domain
import MariaDB
import Persistence

/// Lines and taxes as rows.
struct StoredItems {
    private let lines: [String]
    private let taxes: String?

    /// What is to be stored; of an invoice that has neither, nothing.
    init(_ items: [LineItem], _ subtotals: [TaxSubtotal]) {
        // A thousand lines of a kilobyte each are well below what the server takes in one statement.
        lines = stride(from: 0, to: items.count, by: 1000).map { start in
            Self.text { json in for item in items[start...].prefix(1000) { item.append(to: &json) } }
        }
        taxes = subtotals.isEmpty ? nil : Self.text { json in for tax in subtotals { tax.append(to: &json) } }
    }

    /// In place of all that there were; where there are none now, there were none: reading again begins with clearing.
    func write(_ transaction: WorkerTransaction, _ lease: Lease) throws(DatabaseError) {
        guard !lines.isEmpty || taxes != nil else { return }
        try transaction.itemsClear(lease: lease)
        for lines in lines { try transaction.lineItemsPut(lease: lease, items: lines) }
        if let taxes { try transaction.taxSubtotalsPut(lease: lease, taxes: taxes) }
    }

    private static func text(_ elements: (inout JSONWriter) -> Void) -> String {
        var json = JSONWriter()
        json.array(elements)
        return json.text
    }
}
