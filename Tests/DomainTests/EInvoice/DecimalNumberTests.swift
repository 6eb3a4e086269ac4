import Testing

@testable import Domain

struct DecimalNumberTests {
    @Test(arguments: [
        ("0", "0"), ("12", "12"), ("12.50", "12.5"), ("-0.3333333", "-0.333333"), ("0.0000005", "0.000001"),
        ("+.5", "0.5"), ("7.", "7"), ("999999999999.999999", "999999999999.999999"), ("-0", "0"), ("007.10", "7.1"),
    ])
    func reads(_ text: String, _ expected: String) { #expect(DecimalNumber(text)?.description == expected) }

    @Test(arguments: ["", ".", "-", "1e3", "1,5", " 1", "0x1", "1000000000000", "1.2.3", "NaN", "٣"])
    func refuses(_ text: String) { #expect(DecimalNumber(text) == nil) }

    @Test func roundsHalfAwayFromZero() throws {
        #expect(DecimalNumber("1.005")?.amount.description == "1.01")
        #expect(DecimalNumber("-1.005")?.amount.description == "-1.01")
        let base = try #require(DecimalNumber("0.33"))
        let rate = try #require(DecimalNumber("25"))
        #expect(base.times(rate, over: 100)?.description == "0.0825")
        #expect(DecimalNumber("10")?.divided(by: DecimalNumber("3")!)?.description == "3.333333")
        #expect(DecimalNumber("-20")?.divided(by: DecimalNumber("3")!)?.description == "-6.666667")
        #expect(base.divided(by: .zero) == nil)
    }

    @Test func greatNumbersTrapNowhere() throws {
        let great = try #require(DecimalNumber("999999999999"))
        #expect(great.times(great) == nil)
        let small = try #require(DecimalNumber("0.000001"))
        #expect(great.divided(by: small) == nil)
        var sum = great
        for _ in 0..<20 { sum = sum + great }
        #expect(sum.millionths == .max)
        #expect(sum.amount.hundredths == 922_337_203_685_478)
        #expect((.zero - sum - sum).millionths == .min)
        #expect(DecimalNumber.sum(Array(repeating: great, count: 20)).millionths == .max)
        let back = DecimalNumber.zero - great
        #expect(DecimalNumber.sum(Array(repeating: great, count: 20) + Array(repeating: back, count: 19)) == great)
        #expect(DecimalNumber(Amount(hundredths: .max)).millionths == .max)
        _ = (sum.magnitude, sum.amount, DecimalNumber(millionths: .min).magnitude)
    }
}
