import Testing

@testable import Domain

struct LineAlignmentTests {
    @Test func equalTexts() {
        let alignment = LineAlignment(Array("total"), Array("total"))
        #expect(alignment.counterpart == [0, 1, 2, 3, 4] && alignment.similarity == 1)
    }

    @Test func whatOneReaderDropped() {
        let alignment = LineAlignment(Array("1685"), Array("16.85"))
        #expect(alignment.counterpart == [0, 1, 3, 4] && alignment.similarity == 0.8)
        #expect(LineAlignment(Array("16.85"), Array("1685")).counterpart == [0, 1, nil, 2, 3])
    }

    @Test func likeCharactersAreExchanged() {
        #expect(LineAlignment(Array("RMO.28"), Array("RM0.28")).counterpart == [0, 1, 2, 3, 4, 5])
        #expect(LineAlignment(Array("Munchen"), Array("München")).counterpart == [0, 1, 2, 3, 4, 5, 6])
    }

    @Test func nothingToAlign() {
        #expect(LineAlignment([], Array("a")).counterpart.isEmpty)
        #expect(LineAlignment(Array("ab"), []).counterpart == [nil, nil])
        let long = Array(repeating: Character("a"), count: LineAlignment.longest + 1)
        #expect(LineAlignment(long, long).similarity == 0)
    }
}
