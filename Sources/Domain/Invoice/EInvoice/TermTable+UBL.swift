extension TermTable {
    /// UBL 2.1 Invoice and CreditNote (EN 16931-3-2).
    static let ubl = TermTable(
        header: [
            TermRow("BT-24", "CustomizationID"),
            TermRow("BT-23", "ProfileID"),
            TermRow("BT-1", "ID"),
            TermRow("BT-2", "IssueDate"),
            TermRow("BT-3", "InvoiceTypeCode|CreditNoteTypeCode"),
            TermRow("BT-5", "DocumentCurrencyCode"),
            TermRow("BT-5", "LegalMonetaryTotal/PayableAmount/@currencyID"),
            TermRow("BT-6", "TaxCurrencyCode"),
            TermRow("BT-9", "DueDate"),
            TermRow("BT-9", "PaymentMeans/PaymentDueDate"),
            TermRow("BT-10", "BuyerReference"),
            TermRow("BT-12", "ContractDocumentReference/ID"),
            TermRow("BT-13", "OrderReference/ID"),
            TermRow("BT-20", "PaymentTerms/Note"),
            TermRow("BT-25", "BillingReference/InvoiceDocumentReference/ID"),
            TermRow("BT-72", "Delivery/ActualDeliveryDate"),
            TermRow("BT-73", "InvoicePeriod/StartDate"),
            TermRow("BT-74", "InvoicePeriod/EndDate"),
            TermRow("BT-81", "PaymentMeans/PaymentMeansCode"),
            TermRow("BT-83", "PaymentMeans/PaymentID"),
            TermRow("BT-86", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/ID"),
            TermRow("BT-86", "PaymentMeans/PayeeFinancialAccount/FinancialInstitutionBranch/FinancialInstitution/ID"),
            TermRow("BT-106", "LegalMonetaryTotal/LineExtensionAmount"),
            TermRow("BT-107", "LegalMonetaryTotal/AllowanceTotalAmount"),
            TermRow("BT-108", "LegalMonetaryTotal/ChargeTotalAmount"),
            TermRow("BT-109", "LegalMonetaryTotal/TaxExclusiveAmount"),
            TermRow("BT-110", "TaxTotal/TaxAmount[@currencyID=$BT-5]"),
            TermRow("BT-110", "TaxTotal/TaxAmount"),
            TermRow("BT-112", "LegalMonetaryTotal/TaxInclusiveAmount"),
            TermRow("BT-113", "LegalMonetaryTotal/PrepaidAmount"),
            TermRow("BT-114", "LegalMonetaryTotal/PayableRoundingAmount"),
            TermRow("BT-115", "LegalMonetaryTotal/PayableAmount"),
        ]
            + party(
                "AccountingSupplierParty/Party", name: "BT-27", trading: "BT-28", id: "BT-29", registration: "BT-30",
                vat: "BT-31", tax: "BT-32", address: ["BT-35", "BT-36", "BT-37", "BT-38", "BT-40"])
            + party(
                "AccountingCustomerParty/Party", name: "BT-44", trading: "BT-45", id: "BT-46", registration: "BT-47",
                vat: "BT-48", tax: nil, address: ["BT-50", "BT-51", "BT-52", "BT-53", "BT-55"]),
        accounts: XMLPath("PaymentMeans/PayeeFinancialAccount/ID"),
        lines: XMLPath("InvoiceLine|CreditNoteLine"),
        line: [
            TermRow("BT-126", "ID"),
            TermRow("BT-129", "InvoicedQuantity|CreditedQuantity"),
            TermRow("BT-130", "InvoicedQuantity|CreditedQuantity/@unitCode"),
            TermRow("BT-131", "LineExtensionAmount"),
            TermRow("BT-146", "Price/PriceAmount"),
            TermRow("BT-149", "Price/BaseQuantity"),
            TermRow("BT-151", "Item/ClassifiedTaxCategory/ID"),
            TermRow("BT-151", "TaxTotal/TaxSubtotal/TaxCategory/ID"),
            TermRow("BT-152", "Item/ClassifiedTaxCategory/Percent"),
            TermRow("BT-152", "TaxTotal/TaxSubtotal/TaxCategory/Percent"),
            TermRow("BT-153", "Item/Name"),
            TermRow("BT-154", "Item/Description"),
            TermRow("BT-155", "Item/SellersItemIdentification/ID"),
            TermRow("BT-156", "Item/BuyersItemIdentification/ID"),
            TermRow("BT-157", "Item/StandardItemIdentification/ID"),
        ],
        taxes: XMLPath("TaxTotal[TaxAmount/@currencyID=$BT-5]/TaxSubtotal"),
        taxGroups: XMLPath("TaxTotal"),
        tax: [
            TermRow("BT-116", "TaxableAmount"),
            TermRow("BT-117", "TaxAmount"),
            TermRow("BT-118", "TaxCategory/ID"),
            TermRow("BT-119", "TaxCategory/Percent"),
            TermRow("BT-119", "Percent"),
            TermRow("BT-120", "TaxCategory/TaxExemptionReason"),
            TermRow("BT-121", "TaxCategory/TaxExemptionReasonCode"),
        ],
        allowances: XMLPath("AllowanceCharge"),
        allowance: [
            TermRow("is-charge", "ChargeIndicator"),
            TermRow("BT-92", "Amount"),
            TermRow("BT-95", "TaxCategory/ID"),
            TermRow("BT-96", "TaxCategory/Percent"),
            TermRow("BT-97", "AllowanceChargeReason"),
        ])

    private static func party(
        _ path: String, name: String, trading: String, id: String, registration: String, vat: String, tax: String?,
        address: [String]
    ) -> [TermRow] {
        [
            TermRow(name, "\(path)/PartyLegalEntity/RegistrationName"),
            TermRow(name, "\(path)/PartyName/Name"),
            TermRow(trading, "\(path)/PartyName/Name"),
            TermRow(id, "\(path)/PartyIdentification/ID"),
            TermRow(registration, "\(path)/PartyLegalEntity/CompanyID"),
            TermRow(vat, "\(path)/PartyTaxScheme[TaxScheme/ID=VAT]/CompanyID"),
            TermRow(address[0], "\(path)/PostalAddress/StreetName"),
            TermRow(address[1], "\(path)/PostalAddress/AdditionalStreetName"),
            TermRow(address[2], "\(path)/PostalAddress/CityName"),
            TermRow(address[3], "\(path)/PostalAddress/PostalZone"),
            TermRow(address[4], "\(path)/PostalAddress/Country/IdentificationCode"),
        ] + (tax.map { [TermRow($0, "\(path)/PartyTaxScheme[TaxScheme/ID!=VAT]/CompanyID")] } ?? [])
    }
}
