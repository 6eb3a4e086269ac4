/// Reads invoice date and due date together: where one is ambiguous the other, the rest of the document and its currency
/// decide.
struct DateDecision {
    let layouts: [Layout]
    let currency: String?

    /// The date fields, the due date derived from payment terms where none is printed.
    func fields(_ issue: Prediction?, _ due: Prediction?) -> [Field] {
        let context = DocumentContext.dateOrder(of: layouts, currency: currency)
        let parser = DateParser(order: context.order)
        let isSure = context.isProved || Self.dayFirstCurrencies.contains(currency ?? "")
        let issueReading = issue.flatMap { parser.parse($0.raw) }
        let dueReading = due.flatMap { parser.parse($0.raw) }
        var fields: [Field] = []
        if let issue, let reading = issueReading {
            let others = dueReading.map { [$0.date] + ($0.other.map { [$0] } ?? []) } ?? []
            fields.append(
                field(issue, reading, isSure: isSure) { day in others.contains { Self.isTerm(from: day, to: $0) } })
        }
        let day = fields.first.flatMap(Self.day)
        if let due, let reading = dueReading {
            fields.append(
                field(due, reading, isSure: isSure) { candidate in
                    day.map { Self.isTerm(from: $0, to: candidate) } ?? false
                })
        } else if let day, let terms = PaymentTerms.days(in: layouts) {
            let base = fields[0].confidence
            fields.append(
                .derived(
                    .dueDate, .date(day.adding(days: terms)), confidence: min(0.7, base * 0.75), rule: "payment-terms"))
        }
        return fields
    }

    /// A date that stands alone.
    func field(_ prediction: Prediction) -> Field? {
        let context = DocumentContext.dateOrder(of: layouts, currency: currency)
        guard let reading = DateParser(order: context.order).parse(prediction.raw) else { return nil }
        let isSure = context.isProved || Self.dayFirstCurrencies.contains(currency ?? "")
        return field(prediction, reading, isSure: isSure) { _ in false }
    }

    /// Of two readings the one that fits the other date; without such help an ambiguous date is at most 0.5 sure.
    private func field(
        _ prediction: Prediction, _ reading: DateParser.Reading, isSure: Bool, fits: (CalendarDate) -> Bool
    ) -> Field {
        guard let other = reading.other, !prediction.raw.contains(".") || prediction.raw.contains("/") else {
            return Field(prediction, value: .date(reading.date))
        }
        switch (fits(reading.date), fits(other)) {
        case (true, false):
            return Field(prediction, value: .date(reading.date), confidence: prediction.confidence * 0.95)
        case (false, true) where !isSure:
            return Field(prediction, value: .date(other), confidence: prediction.confidence * 0.85)
        default:
            let confidence = isSure ? prediction.confidence * 0.85 : min(0.5, prediction.confidence)
            return Field(prediction, value: .date(reading.date), confidence: confidence)
        }
    }

    private static func day(_ field: Field) -> CalendarDate? {
        if case .date(let day) = field.value { day } else { nil }
    }

    /// The usual times of payment.
    private static func isTerm(from issue: CalendarDate, to due: CalendarDate) -> Bool {
        let days = due.dayNumber - issue.dayNumber
        return [0, 7, 8, 10, 14, 15, 20, 21, 28, 29, 30, 31, 45, 60, 90].contains(days)
    }

    private static let dayFirstCurrencies: Set<String> = [
        "EUR", "GBP", "SEK", "NOK", "DKK", "CHF", "PLN", "CZK", "MYR", "SGD", "INR", "AUD", "NZD", "BRL", "HUF", "RON",
    ]
}
