/// An electronic invoice as pages of words, for documents that have no other: a line for each term and its value.
public enum EInvoicePages {
    /// Pixels per inch of the sheets.
    public static let dpi = 150
    /// A4 at that resolution.
    public static let width = 1240
    /// A4 at that resolution.
    public static let height = 1754

    private static let margin = 80
    private static let valueLeft = 460
    private static let letterWidth = 11
    private static let letterHeight = 20
    private static let pitch = 30
    private static let rowsOfPage = (height - 2 * margin) / pitch
    private static let maxPages = 50

    /// How many sheets the invoice takes, 50 at most.
    public static func count(_ invoice: EInvoice) -> Int {
        (rows(invoice).count + rowsOfPage - 1) / rowsOfPage
    }

    /// The sheets, words with boxes, each certain.
    public static func pages(_ invoice: EInvoice) -> [Page] {
        let rows = rows(invoice)
        let starts = stride(from: 0, to: rows.count, by: rowsOfPage)
        return starts.enumerated().map { number, start in
            var words: [Word] = []
            for (line, row) in rows[start..<min(start + rowsOfPage, rows.count)].enumerated() {
                let top = margin + line * pitch
                words += Self.words(row.label, left: margin, top: top, line: line, from: words.count)
                words += Self.words(row.value, left: valueLeft, top: top, line: line, from: words.count)
            }
            return Page(
                number: number + 1, width: width, height: height, dpi: dpi, source: .xml, words: words,
                reading: PageReading(engines: [.init(name: "xml", version: invoice.syntax.rawValue)]))
        }
    }

    private struct Row {
        var label: String
        var value: String
    }

    private static func words(_ text: String, left: Int, top: Int, line: Int, from id: Int) -> [Word] {
        var words: [Word] = []
        var left = left
        for piece in text.split(separator: " ") {
            let right = min(width - 1, left + piece.count * letterWidth)
            let box = Box(left: min(left, width - 2), top: top, right: right, bottom: top + letterHeight)
            words.append(Word(id: id + words.count, text: String(piece), box: box, confidence: 1, line: line))
            left = right + letterWidth / 2
        }
        return words
    }

    /// Who, what, and the sums at the end; between them as many items, allowances and charges as there is room for.
    private static func rows(_ invoice: EInvoice) -> [Row] {
        let (head, sums) = (head(invoice), sums(invoice))
        let parts = parts(invoice)
        let room = maxPages * rowsOfPage - head.count - sums.count
        if parts.reduce(0, { $0 + $1.count }) <= room { return head + parts.joined() + sums }
        var rows = head
        // The last row of the room tells what is left out.
        for (number, part) in parts.enumerated() {
            guard rows.count - head.count + part.count < room else {
                rows.append(
                    Row(label: "Not shown", value: "\(parts.count - number) more items, allowances and charges"))
                break
            }
            rows += part
        }
        return rows + sums
    }

    private static func head(_ invoice: EInvoice) -> [Row] {
        var rows = [Row(label: invoice.isCreditNote ? "Credit note" : "Invoice", value: "")]
        add(&rows, "Invoice number", invoice.number)
        add(&rows, "Invoice date", invoice.issueDate?.description)
        add(&rows, "Due date", invoice.dueDate?.description)
        add(&rows, "Delivery date", invoice.deliveryDate?.description)
        add(&rows, "Order reference", invoice.orderReference)
        add(&rows, "Buyer reference", invoice.buyerReference)
        add(&rows, "Contract", invoice.contractReference)
        add(&rows, "Preceding invoice", invoice.precedingInvoice)
        add(&rows, "Seller", invoice.seller.name)
        add(&rows, "Address", invoice.seller.address)
        add(&rows, "VAT ID", invoice.seller.vatId)
        add(&rows, "Tax number", invoice.seller.taxNumber)
        add(&rows, "Buyer", invoice.buyer.name)
        add(&rows, "Address", invoice.buyer.address)
        add(&rows, "VAT ID", invoice.buyer.vatId)
        return rows
    }

    /// The rows of each item, allowance and charge.
    private static func parts(_ invoice: EInvoice) -> [[Row]] {
        let items = invoice.lines.enumerated().map { number, line in
            wrapped("Item \(line.id ?? String(number + 1))", text(line))
        }
        return items
            + invoice.allowances.map { change in
                wrapped(
                    change.isCharge ? "Charge" : "Allowance", "\(change.reason ?? "") \(money(change.amount) ?? "")")
            }
    }

    private static func sums(_ invoice: EInvoice) -> [Row] {
        var rows: [Row] = []
        for tax in invoice.taxes {
            let rate = tax.rate.map { "\($0) %" } ?? tax.category ?? ""
            add(&rows, "VAT \(rate) of \(money(tax.base) ?? "?")", money(tax.amount))
        }
        add(&rows, "Sum of items", money(invoice.totals.lines))
        add(&rows, "Net amount", money(invoice.totals.net))
        add(&rows, "Total VAT", money(invoice.totals.tax))
        add(&rows, "Total with VAT", money(invoice.totals.gross))
        add(&rows, "Prepaid", money(invoice.totals.prepaid))
        add(&rows, "Rounding", money(invoice.totals.rounding))
        add(&rows, "Amount due", money(invoice.totals.payable))
        add(&rows, "Currency", invoice.currency)
        add(&rows, "Payment reference", invoice.payment.reference)
        for account in invoice.payment.accounts { add(&rows, "Account", account) }
        add(&rows, "BIC", invoice.payment.bic)
        add(&rows, "Payment terms", invoice.payment.terms)
        return rows
    }

    private static func add(_ rows: inout [Row], _ label: String, _ value: String?) {
        if let value { rows += wrapped(label, value) }
    }

    private static func money(_ number: DecimalNumber?) -> String? { number.map { "\($0.amount)" } }

    private static func text(_ line: EInvoice.Line) -> String {
        let price = line.price.map { "x \($0)" }
        return [
            line.name, line.article, line.quantity?.description, line.unit, price, line.rate.map { "\($0) %" },
            money(line.net),
        ].compactMap { $0 }.joined(separator: " ")
    }

    private static func wrapped(_ label: String, _ value: String) -> [Row] {
        wrapped(value).enumerated().map { Row(label: $0 == 0 ? label : "", value: $1) }
    }

    /// Cut between words where a row is full; a longer word is cut within.
    private static func wrapped(_ text: String) -> [String] {
        let room = (width - margin - valueLeft) / letterWidth
        var parts: [String] = []
        for word in text.split(separator: " ") {
            var word = word
            if let last = parts.last, last.count + 1 + word.count <= room {
                parts[parts.count - 1] += " " + word
                continue
            }
            while word.count > room {
                parts.append(String(word.prefix(room)))
                word = word.dropFirst(room)
            }
            if !word.isEmpty { parts.append(String(word)) }
        }
        return Array(parts.prefix(8))
    }
}
