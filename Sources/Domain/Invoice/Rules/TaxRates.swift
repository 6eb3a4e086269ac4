/// The tax rates that are known, in hundredths of a per cent.
enum TaxRates {
    /// VAT and GST rates of Europe and of some countries besides.
    static let known: [Int64] = [
        210, 260, 380, 400, 480, 500, 550, 600, 700, 770, 800, 810, 900, 1000, 1100, 1200, 1300, 1350, 1400, 1450, 1500,
        1600, 1700, 1800, 1900, 2000, 2100, 2200, 2300, 2400, 2500, 2550, 2700,
    ]

    /// What a rate is a share of: 100 per cent.
    static let whole: Int64 = 10_000

    /// Whether the tax is a known share of the net, within three hundredths: lines may be rounded one by one.
    static func isKnown(vat: Int64, net: Int64) -> Bool {
        guard net != 0, vat != 0, (vat > 0) == (net > 0), vat.magnitude < net.magnitude else { return false }
        let (exact, isHuge) = vat.magnitude.multipliedReportingOverflow(by: whole.magnitude)
        guard !isHuge else { return false }
        return known.contains { rate in
            let (share, over) = net.magnitude.multipliedReportingOverflow(by: rate.magnitude)
            return !over && max(share, exact) - min(share, exact) <= 3 * whole.magnitude
        }
    }

    /// Whether the tax lies between nothing and the highest rate: a mixture of rates gives anything between.
    static func isPlausible(vat: Int64, net: Int64) -> Bool {
        if vat == 0 { return true }
        guard net != 0, (vat > 0) == (net > 0) else { return false }
        return isAtMost(vat, 2800, of: net, slack: 1)
    }

    /// Whether the part, signs aside, is at most so many hundredths of a per cent of the base, give or take the slack.
    /// Both products have twice the width of their factors: no amount is too great.
    static func isAtMost(_ part: Int64, _ rate: Int64, of base: Int64, slack: UInt64 = 0) -> Bool {
        let rest = part.magnitude > slack ? part.magnitude - slack : 0
        let exact = rest.multipliedFullWidth(by: whole.magnitude)
        let share = base.magnitude.multipliedFullWidth(by: rate.magnitude)
        return (exact.high, exact.low) <= (share.high, share.low)
    }
}
