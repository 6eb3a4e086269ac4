extension TermTable {
    /// Cross Industry Invoice D16B (EN 16931-3-3) and its forerunner ZUGFeRD 1, which has other names for the same things.
    static let cii = TermTable(
        header: [
            TermRow("BT-24", "\(context)/GuidelineSpecifiedDocumentContextParameter/ID"),
            TermRow("BT-23", "\(context)/BusinessProcessSpecifiedDocumentContextParameter/ID"),
            TermRow("BT-1", "\(document)/ID"),
            TermRow("BT-2", "\(document)/IssueDateTime/DateTimeString"),
            TermRow("BT-2", "\(document)/IssueDateTime/DateTime"),
            TermRow("BT-3", "\(document)/TypeCode"),
            TermRow("BT-5", "\(settlement)/InvoiceCurrencyCode"),
            TermRow("BT-6", "\(settlement)/TaxCurrencyCode"),
            TermRow("BT-9", "\(settlement)/SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString"),
            TermRow("BT-9", "\(settlement)/SpecifiedTradePaymentTerms/DueDateDateTime/DateTime"),
            TermRow("BT-10", "\(agreement)/BuyerReference"),
            TermRow("BT-12", "\(agreement)/ContractReferencedDocument/IssuerAssignedID|ID"),
            TermRow("BT-13", "\(agreement)/BuyerOrderReferencedDocument/IssuerAssignedID|ID"),
            TermRow("BT-20", "\(settlement)/SpecifiedTradePaymentTerms/Description"),
            TermRow("BT-25", "\(settlement)/InvoiceReferencedDocument/IssuerAssignedID|ID"),
            TermRow("BT-72", "\(delivery)/ActualDeliverySupplyChainEvent/OccurrenceDateTime/DateTimeString"),
            TermRow("BT-73", "\(settlement)/BillingSpecifiedPeriod/StartDateTime/DateTimeString"),
            TermRow("BT-74", "\(settlement)/BillingSpecifiedPeriod/EndDateTime/DateTimeString"),
            TermRow("BT-81", "\(payment)/TypeCode"),
            TermRow("BT-83", "\(settlement)/PaymentReference"),
            TermRow("BT-86", "\(payment)/PayeeSpecifiedCreditorFinancialInstitution/BICID"),
            TermRow("BT-106", "\(totals)/LineTotalAmount"),
            TermRow("BT-107", "\(totals)/AllowanceTotalAmount"),
            TermRow("BT-108", "\(totals)/ChargeTotalAmount"),
            TermRow("BT-109", "\(totals)/TaxBasisTotalAmount[@currencyID=$BT-5]"),
            TermRow("BT-109", "\(totals)/TaxBasisTotalAmount"),
            TermRow("BT-110", "\(totals)/TaxTotalAmount[@currencyID=$BT-5]"),
            TermRow("BT-110", "\(totals)/TaxTotalAmount"),
            TermRow("BT-112", "\(totals)/GrandTotalAmount[@currencyID=$BT-5]"),
            TermRow("BT-112", "\(totals)/GrandTotalAmount"),
            TermRow("BT-113", "\(totals)/TotalPrepaidAmount"),
            TermRow("BT-114", "\(totals)/RoundingAmount"),
            TermRow("BT-115", "\(totals)/DuePayableAmount"),
        ]
            + party(
                "\(agreement)/SellerTradeParty", name: "BT-27", trading: "BT-28", id: "BT-29", registration: "BT-30",
                vat: "BT-31", tax: "BT-32", address: ["BT-35", "BT-36", "BT-37", "BT-38", "BT-40"])
            + party(
                "\(agreement)/BuyerTradeParty", name: "BT-44", trading: "BT-45", id: "BT-46", registration: "BT-47",
                vat: "BT-48", tax: nil, address: ["BT-50", "BT-51", "BT-52", "BT-53", "BT-55"]),
        accounts: XMLPath("\(payment)/PayeePartyCreditorFinancialAccount/IBANID|ProprietaryID"),
        lines: XMLPath("\(trade)/IncludedSupplyChainTradeLineItem"),
        line: [
            TermRow("BT-126", "AssociatedDocumentLineDocument/LineID"),
            TermRow("status", "AssociatedDocumentLineDocument/LineStatusReasonCode"),
            TermRow("BT-129", "\(lineDelivery)/BilledQuantity"),
            TermRow("BT-130", "\(lineDelivery)/BilledQuantity/@unitCode"),
            TermRow(
                "BT-131",
                "\(lineSettlement)/SpecifiedTradeSettlementLineMonetarySummation|SpecifiedTradeSettlementMonetarySummation/LineTotalAmount"
            ),
            TermRow("BT-146", "\(lineAgreement)/NetPriceProductTradePrice/ChargeAmount"),
            TermRow("BT-149", "\(lineAgreement)/NetPriceProductTradePrice/BasisQuantity"),
            TermRow("BT-151", "\(lineSettlement)/ApplicableTradeTax/CategoryCode"),
            TermRow("BT-152", "\(lineSettlement)/ApplicableTradeTax/RateApplicablePercent|ApplicablePercent"),
            TermRow("BT-153", "SpecifiedTradeProduct/Name"),
            TermRow("BT-153", "AssociatedDocumentLineDocument/IncludedNote/Content"),
            TermRow("BT-154", "SpecifiedTradeProduct/Description"),
            TermRow("BT-155", "SpecifiedTradeProduct/SellerAssignedID"),
            TermRow("BT-156", "SpecifiedTradeProduct/BuyerAssignedID"),
            TermRow("BT-157", "SpecifiedTradeProduct/GlobalID"),
        ],
        taxes: XMLPath("\(settlement)/ApplicableTradeTax"),
        tax: [
            TermRow("BT-116", "BasisAmount"),
            TermRow("BT-117", "CalculatedAmount"),
            TermRow("BT-118", "CategoryCode"),
            TermRow("BT-119", "RateApplicablePercent|ApplicablePercent"),
            TermRow("BT-120", "ExemptionReason"),
            TermRow("BT-121", "ExemptionReasonCode"),
        ],
        allowances: XMLPath("\(settlement)/SpecifiedTradeAllowanceCharge"),
        allowance: [
            TermRow("is-charge", "ChargeIndicator/Indicator"),
            TermRow("BT-92", "ActualAmount"),
            TermRow("BT-95", "CategoryTradeTax/CategoryCode"),
            TermRow("BT-96", "CategoryTradeTax/RateApplicablePercent|ApplicablePercent"),
            TermRow("BT-97", "Reason"),
        ],
        charges: XMLPath("\(settlement)/SpecifiedLogisticsServiceCharge"),
        charge: [
            TermRow("BT-92", "AppliedAmount"),
            TermRow("BT-95", "AppliedTradeTax/CategoryCode"),
            TermRow("BT-96", "AppliedTradeTax/RateApplicablePercent|ApplicablePercent"),
            TermRow("BT-97", "Description"),
        ])

    private static let context = "ExchangedDocumentContext|SpecifiedExchangedDocumentContext"
    private static let document = "ExchangedDocument|HeaderExchangedDocument"
    private static let trade = "SupplyChainTradeTransaction|SpecifiedSupplyChainTradeTransaction"
    private static let agreement = "\(trade)/ApplicableHeaderTradeAgreement|ApplicableSupplyChainTradeAgreement"
    private static let delivery = "\(trade)/ApplicableHeaderTradeDelivery|ApplicableSupplyChainTradeDelivery"
    private static let settlement = "\(trade)/ApplicableHeaderTradeSettlement|ApplicableSupplyChainTradeSettlement"
    private static let payment = "\(settlement)/SpecifiedTradeSettlementPaymentMeans"
    private static let totals =
        "\(settlement)/SpecifiedTradeSettlementHeaderMonetarySummation|SpecifiedTradeSettlementMonetarySummation"
    private static let lineAgreement = "SpecifiedLineTradeAgreement|SpecifiedSupplyChainTradeAgreement"
    private static let lineDelivery = "SpecifiedLineTradeDelivery|SpecifiedSupplyChainTradeDelivery"
    private static let lineSettlement = "SpecifiedLineTradeSettlement|SpecifiedSupplyChainTradeSettlement"

    private static func party(
        _ path: String, name: String, trading: String, id: String, registration: String, vat: String, tax: String?,
        address: [String]
    ) -> [TermRow] {
        [
            TermRow(name, "\(path)/Name"),
            TermRow(trading, "\(path)/SpecifiedLegalOrganization/TradingBusinessName"),
            TermRow(id, "\(path)/ID"),
            TermRow(id, "\(path)/GlobalID"),
            TermRow(registration, "\(path)/SpecifiedLegalOrganization/ID"),
            TermRow(vat, "\(path)/SpecifiedTaxRegistration/ID[@schemeID=VA]"),
            TermRow(address[0], "\(path)/PostalTradeAddress/LineOne"),
            TermRow(address[1], "\(path)/PostalTradeAddress/LineTwo"),
            TermRow(address[2], "\(path)/PostalTradeAddress/CityName"),
            TermRow(address[3], "\(path)/PostalTradeAddress/PostcodeCode"),
            TermRow(address[4], "\(path)/PostalTradeAddress/CountryID"),
        ] + (tax.map { [TermRow($0, "\(path)/SpecifiedTaxRegistration/ID[@schemeID=FC]")] } ?? [])
    }
}
