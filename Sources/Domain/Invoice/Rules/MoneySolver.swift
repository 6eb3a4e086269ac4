/// Which values are net, tax and total: the combination that satisfies net + tax = total and suits its labels best.
struct MoneySolver {
    let candidates: MoneyCandidates

    /// What was chosen.
    struct Solution {
        var net: MoneyValue?
        var vat: MoneyValue?
        var total: MoneyValue?
        /// The equation holds among printed values.
        var isProved = false
        /// The tax is a known share of the net.
        var hasKnownRate = false
        var score = 0.0
    }

    /// The best solution; empty where nothing is labelled.
    func solve() -> Solution {
        let single = labelled()
        let proved = triples().max { $0.score < $1.score }
        let parts = sums()
        var best = single
        for other in [proved, parts].compactMap({ $0 }) where other.score > best.score { best = other }
        return best
    }

    /// Each role by its label alone.
    private func labelled() -> Solution {
        var solution = Solution()
        let totals = candidates.best(\.total, limit: 8, floor: 0.2)
        solution.total = totals.first { $0.value != 0 } ?? totals.first
        if solution.total?.score(\.total) ?? 0 < 0.5,
            let net = candidates.best(\.net, limit: 8, floor: 0.9).max(by: { $0.value < $1.value })
        {
            // `Net total` and no other: receipts call the last sum so.
            solution.total = net
        }
        let total = solution.total?.value
        // Without a tax the net is near the total; with one, a contradiction is kept for the reviewer to see.
        let isTaxed = !candidates.best(\.vat, limit: 1, floor: 0.3).isEmpty
        solution.net = candidates.best(\.net, limit: 8, floor: 0.3).first { net in
            guard let total else { return true }
            if net.value == total { return net.score(\.total) == 0 }
            return abs(net.value) < abs(total)
                && (isTaxed || net.score(\.net) >= 0.95 || TaxRates.isPlausible(vat: total - net.value, net: net.value))
        }
        solution.vat = candidates.best(\.vat, limit: 8, floor: 0.3).first { vat in
            guard let base = total ?? solution.net?.value else { return true }
            if vat.value == solution.net?.value, vat.value != 0 { return false }
            return vat.value == 0
                || vat.value.magnitude < base.magnitude && TaxRates.isAtMost(vat.value, 3000, of: base)
        }
        solution.score =
            (solution.total?.score(\.total) ?? 0) + (solution.net?.score(\.net) ?? 0) * 0.8
            + (solution.vat?.score(\.vat) ?? 0) * 0.8
        return solution
    }

    /// All net + tax = total in which at least two of the three are labelled.
    private func triples() -> [Solution] {
        var found: [Solution] = []
        let totals = candidates.best(\.total, limit: 30)
        let stated = totals.filter { $0.score(\.total) >= 1 && $0.printings.contains { !$0.money.isWeak } }.map {
            abs($0.value)
        }.max()
        let nets = candidates.best(\.net, limit: 30)
        let vats = candidates.best(\.vat, limit: 30)
        for vat in vats {
            for total in totals {
                for slip in Self.slips {
                    consider(candidates.value(total.value - vat.value + slip), vat, total, stated, &found)
                }
            }
            for net in nets {
                for slip in Self.slips {
                    consider(net, vat, candidates.value(net.value + vat.value + slip), stated, &found)
                }
            }
        }
        for net in nets {
            for total in totals where total.value != net.value {
                for slip in Self.slips {
                    consider(net, candidates.value(total.value - net.value + slip), total, stated, &found)
                }
            }
        }
        return found
    }

    private func consider(
        _ net: MoneyValue?, _ vat: MoneyValue?, _ total: MoneyValue?, _ stated: Int64?, _ found: inout [Solution]
    ) {
        guard let net, let vat, let total, TaxRates.isPlausible(vat: vat.value, net: net.value), net.value != 0 else {
            return
        }
        let scores = (net.score(\.net), vat.score(\.vat), total.score(\.total))
        let isKnown = TaxRates.isKnown(vat: vat.value, net: net.value)
        // A part without a label needs a known rate; nothing at all needs a label of its own.
        if scores.0 == 0 || scores.1 == 0 || scores.2 == 0 { guard isKnown else { return } }
        if vat.value == 0 { guard scores.1 > 0 else { return } }
        let exact = net.value + vat.value == total.value
        var solution = Solution(net: net, vat: vat, total: total, isProved: true, hasKnownRate: isKnown)
        solution.score = scores.0 + scores.1 + scores.2 + (exact ? 1.0 : 0.7) + (isKnown ? 0.5 : 0)
        if vat.value == 0 { solution.score -= 0.6 }
        // A greater sum that is called the total leaves this one a part of it.
        if let stated, stated > abs(total.value), scores.2 < 1 || stated > abs(total.value) + 100 {
            solution.score -= 2.2
        }
        found.append(solution)
    }

    /// Net and total with several taxes that make up the difference, or a total that was rounded to whole coins.
    private func sums() -> Solution? {
        let vats = candidates.best(\.vat, limit: 6, floor: 0.3).filter { $0.value != 0 }
        var best: Solution?
        for net in candidates.best(\.net, limit: 12, floor: 0.3) {
            for total in candidates.best(\.total, limit: 12, floor: 0.3) where total.value != net.value {
                var solution = Solution(net: net, vat: nil, total: total, isProved: true)
                solution.score = net.score(\.net) + total.score(\.total) + 1.6
                // Only a proposal: one of the three may be misread, and what was rounded by is checked later.
                let rounded = vats.first { vat in
                    let gap = net.value + vat.value - total.value
                    return candidates.rounding.isMentioned && abs(gap) <= 50 && total.value % 5 == 0
                        && TaxRates.isKnown(vat: vat.value, net: net.value)
                }
                if let rounded {
                    solution.vat = rounded
                    solution.hasKnownRate = true
                    solution.score += rounded.score(\.vat)
                } else if !Self.isSum(of: vats.map(\.value), target: total.value - net.value) {
                    continue
                }
                if solution.score > best?.score ?? 0 { best = solution }
            }
        }
        return best
    }

    /// Whether two or more of the values add up to the target.
    static func isSum(of values: [Int64], target: Int64) -> Bool {
        guard values.count >= 2, target != 0 else { return false }
        return (1..<(1 << values.count)).contains { mask in
            guard mask.nonzeroBitCount >= 2 else { return false }
            let sum = values.indices.reduce(Int64(0)) { mask >> $1 & 1 == 1 ? $0 + values[$1] : $0 }
            return abs(sum - target) <= 1
        }
    }

    private static let slips: [Int64] = [0, 1, -1, 2, -2]
}
