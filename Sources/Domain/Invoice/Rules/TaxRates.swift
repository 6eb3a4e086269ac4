/// The tax rates that are known, in tenths of a per cent.
enum TaxRates {
    /// VAT and GST rates of Europe and of some countries besides.
    static let known: [Int64] = [
        21, 26, 38, 40, 48, 50, 55, 60, 70, 77, 80, 81, 90, 100, 110, 120, 130, 135, 140, 145, 150, 160, 170, 180, 190,
        200,
        210, 220, 230, 240, 250, 255, 270,
    ]

    /// Whether the tax is a known share of the net, within three hundredths: lines may be rounded one by one.
    static func isKnown(vat: Int64, net: Int64) -> Bool {
        guard net != 0, vat != 0, (vat > 0) == (net > 0) else { return false }
        let (vat, net) = (abs(vat), abs(net))
        guard vat < net else { return false }
        let (thousandfold, isHuge) = vat.multipliedReportingOverflow(by: 1000)
        guard !isHuge else { return false }
        return known.contains { rate in
            let (product, over) = net.multipliedReportingOverflow(by: rate)
            return !over && abs(product - thousandfold) <= 3000
        }
    }

    /// Whether the tax lies between nothing and the highest rate: a mixture of rates gives anything between.
    static func isPlausible(vat: Int64, net: Int64) -> Bool {
        if vat == 0 { return true }
        guard net != 0, (vat > 0) == (net > 0) else { return false }
        return Double(abs(vat)) <= Double(abs(net)) * 0.28 + 1
    }
}
