import Domain
import Testing

@Suite struct BillingMonthTests {
    @Test(
        arguments: [
            (1_795_236_000_000, "2026-12-01"), (1_796_083_199_999, "2026-12-01"), (1_796_083_200_000, "2027-01-01"),
            (1_798_761_599_999, "2027-01-01"), (1_767_225_600_000, "2026-02-01"), (1_769_903_999_999, "2026-02-01"),
            (1_772_323_199_999, "2026-03-01"), (1_709_164_800_000, "2024-03-01"), (0, "1970-02-01"), (-1, "1970-01-01"),
        ] as [(Int64, String)])
    func endsWithItsLastDay(_ milliseconds: Int64, _ next: String) {
        let month = BillingMonth(milliseconds: milliseconds)
        #expect(month.nextDay.description == next)
        #expect(month.endMilliseconds > milliseconds && month.endMilliseconds % 86_400_000 == 0)
    }
}
