import Domain
import Testing

@Suite struct QuadTests {
    private func near(_ a: Point, _ b: Point) -> Bool { abs(a.x - b.x) < 1e-6 && abs(a.y - b.y) < 1e-6 }

    @Test func theSmallestRectangleOfALevelOneIsItself() throws {
        let quad = try #require(Quad(around: [Point(2, 3), Point(12, 3), Point(12, 7), Point(2, 7), Point(5, 5)]))
        let expected = [Point(2, 3), Point(12, 3), Point(12, 7), Point(2, 7)]
        #expect(zip(quad.corners, expected).allSatisfy(near))
    }

    @Test func aSlantedOneIsFoundAtItsAngle() throws {
        // 50 by 10, turned by the angle whose tangent is 3/4.
        let (across, down) = ((x: 40.0, y: 30.0), (x: -6.0, y: 8.0))
        let corners = [(0.0, 0.0), (1, 0), (1, 1), (0, 1)].map { u, v in
            Point(100 + u * across.x + v * down.x, 100 + u * across.y + v * down.y)
        }
        let quad = try #require(Quad(around: corners + [Point(115, 115)]))
        #expect(abs(quad.width - 50) < 1e-6 && abs(quad.height - 10) < 1e-6)
        #expect(zip(quad.corners, corners).allSatisfy(near))
    }

    @Test func aTallOneStaysTall() throws {
        let quad = try #require(Quad(around: [Point(0, 0), Point(4, 0), Point(4, 40), Point(0, 40)]))
        #expect(quad.width == 4 && quad.height == 40)
    }

    @Test func onePointIsNoRectangle() {
        #expect(Quad(around: [Point(1, 1)]) == nil)
        #expect(Quad(around: []) == nil)
        #expect(Quad(around: [Point(1, 1), Point(1, 1), Point(1, 1)]) == nil)
    }

    @Test func growingMovesEverySideOutwards() {
        let quad = Quad(corners: [Point(10, 10), Point(30, 10), Point(30, 20), Point(10, 20)]).grown(by: 2)
        #expect(quad.corners == [Point(8, 8), Point(32, 8), Point(32, 22), Point(8, 22)])
    }

    @Test func itsHullEndsWithTheImage() {
        let quad = Quad(corners: [Point(-5, 2.5), Point(30, 2.5), Point(30, 9), Point(-5, 9)])
        #expect(quad.hull(width: 20, height: 20) == Box(left: 0, top: 2, right: 20, bottom: 9))
        #expect(quad.hull(width: 20, height: 2) == nil)
    }

    @Test(arguments: [(0, Point(3, 1)), (1, Point(19, 3)), (2, Point(7, 19)), (3, Point(1, 7))])
    func aPointTurnsWithItsImage(turns: Int, expected: Point) {
        #expect(Point(3, 1).turned(turns, width: 10, height: 20) == expected)
    }
}
