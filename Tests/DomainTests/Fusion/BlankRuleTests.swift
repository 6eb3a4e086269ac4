import Testing

@testable import Domain

struct BlankRuleTests {
    private func odds(_ blank: Double, steps: Int, vote: BlankRule.Vote? = nil, similarity: Double = 1) -> Double {
        let line = line("abcdef", blanks: [3: blank], gaps: [3: steps])
        return BlankRule(line.characters).odds(
            line.characters[2], line.characters[3], vote: vote, similarity: similarity)
    }

    @Test func blanksThatDidNotWinCount() {
        #expect(odds(0.2, steps: 8) > 0)
        #expect(odds(0.0001, steps: 4) < 0)
    }

    @Test func distanceCounts() {
        #expect(odds(0.003, steps: 4) < 0)
        #expect(odds(0.003, steps: 9) > 0)
    }

    @Test func theOtherReaderTipsWhatIsNearlyEven() {
        #expect(odds(0.02, steps: 5, vote: .gap) > 0)
        #expect(odds(0.02, steps: 5, vote: .joined) < 0)
        #expect(odds(0.02, steps: 5, vote: .gap, similarity: 0.1) < odds(0.02, steps: 5, vote: .gap))
    }

    @Test func aLoneCharacterHasNoGaps() {
        #expect(LineFusion(line("a"), []).odds.isEmpty)
    }
}
