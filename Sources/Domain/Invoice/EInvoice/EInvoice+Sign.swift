extension EInvoice {
    /// A credit note states what is given back as positive amounts (EN 16931, type 381). One that states them below zero is
    /// turned as a whole, so that totals, taxes and lines agree.
    mutating func turnAboveZero() {
        guard isCreditNote, totals.gross ?? totals.payable ?? .zero < .zero else { return }
        isTurned = true
        totals.turn()
        for index in allowances.indices { turn(&allowances[index].amount) }
        for index in taxes.indices {
            turn(&taxes[index].base)
            turn(&taxes[index].amount)
        }
        for index in lines.indices { lines[index].turn() }
    }
}

private func turn(_ number: inout DecimalNumber?) { number = number.map { .zero - $0 } }

extension EInvoice.Totals {
    fileprivate mutating func turn() {
        for part in [\Self.lines, \.allowances, \.charges, \.net, \.tax, \.gross, \.prepaid, \.rounding, \.payable] {
            self[keyPath: part] = self[keyPath: part].map { .zero - $0 }
        }
    }
}

extension EInvoice.Line {
    /// Below zero is either the quantity or, against the norm, the price.
    fileprivate mutating func turn() {
        if let quantity, let net, (quantity < .zero) == (net < .zero) {
            self.quantity = .zero - quantity
        } else if let price, price < .zero {
            self.price = .zero - price
        }
        net = net.map { .zero - $0 }
    }
}
