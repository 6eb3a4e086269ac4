extension EInvoiceReading {
    /// What clients are shown of it beside fields, lines and taxes: a JSON object; null for what is not said.
    public var summary: String {
        var json = JSONWriter()
        json.object {
            $0.member("attachment", attachment)
            $0.member("problem", problem)
            invoice?.append(to: &$0)
        }
        return json.text
    }
}

extension EInvoice {
    fileprivate func append(to json: inout JSONWriter) {
        json.member("syntax", syntax.rawValue)
        json.member("profile", profile)
        json.member("type_code", typeCode)
        json.member("is_credit_note", isCreditNote)
        json.member("order_reference", orderReference)
        json.member("buyer_reference", buyerReference)
        json.member("contract_reference", contractReference)
        json.member("preceding_invoice", precedingInvoice)
        json.member("delivery_date", deliveryDate?.description)
        json.member("period_start", periodStart?.description)
        json.member("period_end", periodEnd?.description)
        json.object("seller") { seller.append(to: &$0) }
        json.object("buyer") { buyer.append(to: &$0) }
        json.object("payment") {
            $0.member("means_code", payment.meansCode)
            $0.member("reference", payment.reference)
            $0.member("accounts", payment.accounts)
            $0.member("bic", payment.bic)
            $0.member("terms", payment.terms)
        }
        json.object("totals") {
            $0.member("lines", totals.lines?.amount)
            $0.member("allowances", totals.allowances?.amount)
            $0.member("charges", totals.charges?.amount)
            $0.member("net", totals.net?.amount)
            $0.member("tax", totals.tax?.amount)
            $0.member("gross", totals.gross?.amount)
            $0.member("prepaid", totals.prepaid?.amount)
            $0.member("rounding", totals.rounding?.amount)
            $0.member("payable", totals.payable?.amount)
        }
        json.array("allowances", allowances) { json, change in
            json.object {
                $0.member("is_charge", change.isCharge)
                $0.member("amount", change.amount?.amount)
                $0.member("tax_category", change.category)
                $0.member("tax_rate", change.rate)
                $0.member("reason", change.reason)
            }
        }
    }
}

extension EInvoice.Party {
    fileprivate func append(to json: inout JSONWriter) {
        json.member("name", name)
        json.member("trading_name", tradingName)
        json.member("id", id)
        json.member("registration", registration)
        json.member("vat_id", vatId)
        json.member("tax_number", taxNumber)
        json.member("street", street)
        json.member("postcode", postcode)
        json.member("city", city)
        json.member("country", country)
    }
}
