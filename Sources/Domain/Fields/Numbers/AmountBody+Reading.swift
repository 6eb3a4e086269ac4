extension AmountBody {
    /// Decides which separator is the decimal sign, checks the groups of the others, and adds up.
    mutating func reading(consensus: DecimalSign?) -> AmountParser.Reading? {
        var decimals = 0
        var sign: DecimalSign?
        var ambiguous = false
        if let last = separators.last, !whole {
            let behind = digits.count - last.at
            let others = separators.dropLast()
            let single = !others.contains { $0.sign == last.sign }
            switch last.sign {
            case UInt8(ascii: "."), UInt8(ascii: ","):
                let own: DecimalSign = last.sign == UInt8(ascii: ".") ? .point : .comma
                if others.contains(where: { $0.sign != last.sign && $0.sign != 32 }) || (single && !others.isEmpty) {
                    guard single else { break }
                    decimals = behind
                    sign = own
                } else if others.isEmpty {
                    (decimals, sign, ambiguous) = lone(behind: behind, before: last.at, own: own, consensus: consensus)
                }
            case UInt8(ascii: ":"):
                guard behind == 2 else { return nil }
                decimals = 2
            default: break
            }
        }
        guard decimals <= 6, groupsHold(besides: decimals), let hundredths = hundredths(decimals: decimals) else {
            return nil
        }
        return AmountParser.Reading(
            amount: Amount(hundredths: negative ? -hundredths : hundredths), decimals: decimals, ambiguous: ambiguous,
            sign: sign, repaired: repaired)
    }

    /// One point or comma and nothing else: three digits behind it may be thousands.
    private func lone(
        behind: Int, before: Int, own: DecimalSign, consensus: DecimalSign?
    ) -> (Int, DecimalSign?, Bool) {
        guard behind == 3, (1...3).contains(before) else { return (behind, behind == 0 ? nil : own, false) }
        if digits[0] == 48 { return (3, own, false) }
        if let consensus { return (consensus == own ? 3 : 0, nil, false) }
        return (0, nil, true)
    }

    /// Every separator that is not the decimal sign must stand before a group of three digits (or of two, as in India).
    private func groupsHold(besides decimals: Int) -> Bool {
        let groups = decimals > 0 ? Array(separators.dropLast()) : separators
        let end = digits.count - decimals
        guard let first = groups.first else { return true }
        guard first.at >= 1, first.at <= 3 else { return false }
        for (index, group) in groups.enumerated() {
            let next = index + 1 < groups.count ? groups[index + 1].at : end
            let size = next - group.at
            let indian = size == 2 && index + 1 < groups.count && group.sign == UInt8(ascii: ",")
            guard size == 3 || indian else { return false }
        }
        return true
    }

    /// Rounds half away from zero; nil where the number does not fit.
    private func hundredths(decimals: Int) -> Int64? {
        var value: Int64 = 0
        let kept = digits.count - max(0, decimals - 2)
        for digit in digits[..<kept] {
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            let (sum, more) = product.addingReportingOverflow(Int64(digit) - 48)
            guard !over, !more else { return nil }
            value = sum
        }
        if kept < digits.count, digits[kept] >= 53 { value += 1 }
        for _ in decimals..<max(2, decimals) {
            let (product, over) = value.multipliedReportingOverflow(by: 10)
            guard !over else { return nil }
            value = product
        }
        return value
    }
}
