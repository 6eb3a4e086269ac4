/// What an electronic invoice says, whatever its syntax, by the business terms of EN 16931. What it leaves out, or says in
/// a way that cannot be read, is nil.
public struct EInvoice: Sendable, Hashable, Codable {
    /// The language it is written in.
    public var syntax: EInvoiceSyntax
    /// BT-24, the specification it keeps to, as a URN.
    public var profile: String?
    /// BT-3, UNTDID 1001: 380 an invoice, 381 a credit note, 384 a correction, …
    public var typeCode: String?
    /// It gives money back.
    public var isCreditNote: Bool
    /// It does so by amounts below zero, which are above here; nil where it does not.
    public var isTurned: Bool?
    /// BT-1.
    public var number: String?
    /// BT-2.
    public var issueDate: CalendarDate?
    /// BT-9.
    public var dueDate: CalendarDate?
    /// BT-72.
    public var deliveryDate: CalendarDate?
    /// BT-73.
    public var periodStart: CalendarDate?
    /// BT-74.
    public var periodEnd: CalendarDate?
    /// BT-5, ISO 4217.
    public var currency: String?
    /// BT-10.
    public var buyerReference: String?
    /// BT-12.
    public var contractReference: String?
    /// BT-13.
    public var orderReference: String?
    /// BT-25, the invoice that it corrects or gives back.
    public var precedingInvoice: String?
    /// BG-4.
    public var seller: Party
    /// BG-7.
    public var buyer: Party
    /// BG-16.
    public var payment: Payment
    /// BG-22.
    public var totals: Totals
    /// BG-20 and BG-21, of the whole document.
    public var allowances: [Allowance]
    /// BG-23.
    public var taxes: [Tax]
    /// BG-25.
    public var lines: [Line]
    /// Terms whose text is no date or number: the number of the term and what stands there.
    public var unread: [Unread]

    /// The codes of BT-3 that give money back.
    public static let creditNotes: Set<String> = ["81", "83", "261", "262", "308", "381", "396", "420", "458", "532"]
}

extension EInvoice {
    /// Who sells or buys.
    public struct Party: Sendable, Hashable, Codable {
        /// BT-27, BT-44.
        public var name: String?
        /// BT-28, BT-45, where it differs from the name.
        public var tradingName: String?
        /// BT-29, BT-46.
        public var id: String?
        /// BT-30, BT-47: in the register of companies.
        public var registration: String?
        /// BT-31, BT-48.
        public var vatId: String?
        /// BT-32, the tax office's number.
        public var taxNumber: String?
        /// BT-35 and BT-36, BT-50 and BT-51.
        public var street: [String]
        /// BT-38, BT-53.
        public var postcode: String?
        /// BT-37, BT-52.
        public var city: String?
        /// BT-40, BT-55, ISO 3166-1.
        public var country: String?

        /// The address as it is written on one line.
        public var address: String {
            let place = [postcode, city].compactMap { $0 }.joined(separator: " ")
            return (street + [place, country ?? ""]).filter { !$0.isEmpty }.joined(separator: ", ")
        }
    }

    /// How it is to be paid.
    public struct Payment: Sendable, Hashable, Codable {
        /// BT-81, UNTDID 4461.
        public var meansCode: String?
        /// BT-83, what the payer is to quote.
        public var reference: String?
        /// BT-84, IBANs or other account numbers.
        public var accounts: [String]
        /// BT-86.
        public var bic: String?
        /// BT-20.
        public var terms: String?
    }

    /// BT-106 to BT-115.
    public struct Totals: Sendable, Hashable, Codable {
        /// BT-106, the lines' net amounts.
        public var lines: DecimalNumber?
        /// BT-107.
        public var allowances: DecimalNumber?
        /// BT-108.
        public var charges: DecimalNumber?
        /// BT-109.
        public var net: DecimalNumber?
        /// BT-110.
        public var tax: DecimalNumber?
        /// BT-112.
        public var gross: DecimalNumber?
        /// BT-113.
        public var prepaid: DecimalNumber?
        /// BT-114.
        public var rounding: DecimalNumber?
        /// BT-115.
        public var payable: DecimalNumber?
    }

    /// An allowance or a charge.
    public struct Allowance: Sendable, Hashable, Codable {
        /// Added, not taken off.
        public var isCharge: Bool
        /// BT-92, BT-99.
        public var amount: DecimalNumber?
        /// BT-95, BT-102.
        public var category: String?
        /// BT-96, BT-103, per cent.
        public var rate: DecimalNumber?
        /// BT-97, BT-104.
        public var reason: String?
    }

    /// The tax of one category and rate.
    public struct Tax: Sendable, Hashable, Codable {
        /// BT-118, UNTDID 5305: S, Z, E, AE, K, G, O, …
        public var category: String?
        /// BT-119, per cent.
        public var rate: DecimalNumber?
        /// BT-116.
        public var base: DecimalNumber?
        /// BT-117.
        public var amount: DecimalNumber?
        /// BT-120, else the code BT-121.
        public var exemption: String?
    }

    /// A line.
    public struct Line: Sendable, Hashable, Codable {
        /// BT-126.
        public var id: String?
        /// BT-153.
        public var name: String?
        /// BT-154.
        public var description: String?
        /// BT-155, else BT-156, BT-157.
        public var article: String?
        /// BT-129.
        public var quantity: DecimalNumber?
        /// BT-130, UN/ECE Recommendation 20.
        public var unit: String?
        /// BT-146, for `priceBase` units.
        public var price: DecimalNumber?
        /// BT-149; nil is one.
        public var priceBase: DecimalNumber?
        /// BT-131.
        public var net: DecimalNumber?
        /// BT-151.
        public var category: String?
        /// BT-152, per cent.
        public var rate: DecimalNumber?
        /// A heading, a subtotal or a remark: its amount is in other lines already.
        public var isInformation: Bool
    }

    /// A term that could not be read.
    public struct Unread: Sendable, Hashable, Codable {
        /// Its number, `BT-112`.
        public var term: String
        /// What stands there, cut.
        public var text: String
    }
}
