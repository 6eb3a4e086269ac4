import Testing

@testable import Domain

struct AmountShapeTests {
    private func repaired(_ texts: [String]) -> [String] { AmountShape.repaired(words(texts)).map(\.text) }

    @Test func brokenAmountsAreJoined() {
        #expect(repaired(["Total", "12.", "00"]) == ["Total", "12.00"])
        #expect(repaired(["12", ".00"]) == ["12.00"])
        let joined = AmountShape.repaired(words(["7,", "50", "x"]))
        #expect(joined.map(\.id) == [0, 1])
        #expect(joined[0].box == Box(left: 0, top: 2, right: 50, bottom: 18))
    }

    @Test func whatMayBeTwoNumbersStaysTwo() {
        for texts in [["1.", "2000"], ["12", "00"], ["12.", "0"], ["1.50.", "20"], ["Nr.", "20"]] {
            #expect(repaired(texts) == texts)
        }
        var apart = words(["12.", "00"])
        apart[1].box = Box(left: 300, top: 2, right: 320, bottom: 18)
        #expect(AmountShape.repaired(apart).count == 2)
        apart = words(["12.", "00"])
        apart[1].line = 1
        #expect(AmountShape.repaired(apart).count == 2)
    }

    @Test func commasFollowThePoints() {
        let points = ["1.20", "3.40", "5.60"]
        #expect(repaired(points + ["RM7,00"]).last == "RM7.00")
        #expect(repaired(points + ["1,234"]).last == "1,234")
        #expect(repaired(points + ["1,1", "2,20"]).suffix(2) == ["1,1", "2.20"])
        #expect(repaired(points + ["7,10", "8,20"]).last == "8,20")
        #expect(repaired(["1,20", "3,40", "5,60", "12.05"]).last == "12.05")
    }

    @Test func lettersLikeZeros() { #expect(repaired(["RMO.28", "GR0UND"]) == ["RM0.28", "GROUND"]) }
}
