import Domain
import Testing

@Suite struct PlacedLineTests {
    private func emission(_ text: Character, at step: Int) -> LineDecoder.Emission {
        .init(text: text, probability: 0.9, first: step, last: step, blankBefore: 0, isBlankEmitted: false)
    }

    /// A line of 200 by 20 at (100, 300) of an image of 1000 by 600.
    private let quad = Quad(corners: [Point(100, 300), Point(300, 300), Point(300, 320), Point(100, 320)])

    @Test func anUprightLineIsSampledAsItStands() throws {
        let place = PlacedLine(quad, turns: 0, width: 1000, height: 600)
        #expect(place.sampled == quad)
        let line = try #require(
            place.line([emission("A", at: 2), emission("B", at: 7)], stepShare: 0.1, pageWidth: 1000, pageHeight: 600))
        #expect(line.box == Box(left: 100, top: 300, right: 300, bottom: 320))
        #expect(line.sink == 0)
        // Their middles are a quarter and three quarters along; each reaches half way to the other.
        #expect(line.characters.map(\.right) == [200, 300])
        #expect(line.characters.map(\.left) == [100, 200])
    }

    @Test func aPageUpsideDownIsReadFromTheOtherEnd() throws {
        let place = PlacedLine(quad, turns: 2, width: 1000, height: 600)
        #expect(place.sampled.corners == [Point(300, 320), Point(100, 320), Point(100, 300), Point(300, 300)])
        let line = try #require(place.line([emission("A", at: 0)], stepShare: 0.1, pageWidth: 1000, pageHeight: 600))
        #expect(line.box == Box(left: 700, top: 280, right: 900, bottom: 300))
    }

    @Test func aPageOnItsSideIsReadDownOrUp() throws {
        let tall = Quad(corners: [Point(100, 100), Point(120, 100), Point(120, 300), Point(100, 300)])
        // Turned clockwise, what runs up the image runs across the page.
        let once = PlacedLine(tall, turns: 1, width: 1000, height: 600)
        #expect(once.isLevel)
        #expect(once.sampled.corners == [Point(100, 300), Point(100, 100), Point(120, 100), Point(120, 300)])
        let line = try #require(once.line([emission("A", at: 0)], stepShare: 0.1, pageWidth: 600, pageHeight: 1000))
        #expect(line.box == Box(left: 300, top: 100, right: 500, bottom: 120))
        let thrice = PlacedLine(tall, turns: 3, width: 1000, height: 600)
        #expect(thrice.sampled.corners == [Point(120, 100), Point(120, 300), Point(100, 300), Point(100, 100)])
    }

    @Test func aLineThatRunsDownAnUprightPageIsReadDownwards() throws {
        let tall = Quad(corners: [Point(100, 100), Point(120, 100), Point(120, 300), Point(100, 300)])
        let place = PlacedLine(tall, turns: 0, width: 1000, height: 600)
        #expect(!place.isLevel)
        #expect(place.sampled.corners == [Point(120, 100), Point(120, 300), Point(100, 300), Point(100, 100)])
        let line = try #require(place.line([emission("A", at: 5)], stepShare: 0.1, pageWidth: 1000, pageHeight: 600))
        #expect(line.characters[0].left >= 100 && line.characters[0].right <= 120)
    }

    @Test func aSlantedLineSinks() throws {
        let slanted = Quad(corners: [Point(100, 100), Point(300, 120), Point(298, 140), Point(98, 120)])
        let place = PlacedLine(slanted, turns: 0, width: 1000, height: 600)
        let line = try #require(place.line([emission("A", at: 5)], stepShare: 0.1, pageWidth: 1000, pageHeight: 600))
        #expect(line.sink == 20)
        #expect(line.box == Box(left: 98, top: 100, right: 300, bottom: 140))
    }

    @Test func aLineOfNoCharactersIsNone() {
        let place = PlacedLine(quad, turns: 0, width: 1000, height: 600)
        #expect(place.line([], stepShare: 0.1, pageWidth: 1000, pageHeight: 600) == nil)
    }
}
