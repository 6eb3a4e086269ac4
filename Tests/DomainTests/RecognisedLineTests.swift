import Domain
import Testing

@Suite struct RecognisedLineTests {
    private func line(sink: Double) -> RecognisedLine {
        let characters = (0..<10).map { index in
            RecognisedCharacter(
                text: "x", probability: 0.5 + Double(index) / 20, step: index, blankBefore: 0, isBlankEmitted: false,
                left: Double(100 + index * 10), right: Double(110 + index * 10))
        }
        return RecognisedLine(
            box: Box(left: 100, top: 50, right: 200, bottom: 90), sink: sink, characters: characters)
    }

    @Test func aWordOfALevelLineIsAsHighAsTheLine() {
        #expect(line(sink: 0).box(of: 2..<4) == Box(left: 120, top: 50, right: 140, bottom: 90))
    }

    @Test func aWordOfASlantedLineFollowsIt() {
        #expect(line(sink: 20).box(of: 0..<2) == Box(left: 100, top: 52, right: 120, bottom: 72))
        #expect(line(sink: 20).box(of: 8..<10) == Box(left: 180, top: 68, right: 200, bottom: 88))
        #expect(line(sink: -20).box(of: 0..<2) == Box(left: 100, top: 68, right: 120, bottom: 88))
    }

    @Test func charactersOutsideTheLineStayWithinItsBox() {
        var odd = line(sink: 0)
        odd.characters[9].right = 999
        odd.characters[0].left = -5
        #expect(odd.box(of: 0..<10) == odd.box)
        odd.characters[3].left = 500
        let box = odd.box(of: 3..<4)
        #expect(box.width > 0 && box.left >= 100 && box.right <= 200)
    }

    @Test func confidenceIsTheMeanOfTheCharacters() {
        #expect(abs(line(sink: 0).confidence - 0.725) < 1e-9)
    }
}
