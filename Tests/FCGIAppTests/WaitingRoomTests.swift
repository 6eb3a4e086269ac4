import Domain
import Testing

@testable import FCGIApp

struct WaitingRoomTests {
    private let one = Digest(sha256: "one")
    private let other = Digest(sha256: "other")
    private let third = Digest(sha256: "third")

    @Test func aKeyHasAtMostHalfOfThePlaces() {
        let room = WaitingRoom(places: 4, seconds: 1)
        #expect(room.enter(one) && room.enter(one))
        #expect(!room.enter(one))
        #expect(room.enter(other) && room.enter(other))
        #expect(!room.enter(third))
        room.leave(one)
        #expect(room.enter(third))
        #expect(!room.enter(one))
        room.leave(third)
        #expect(room.enter(one))
        #expect(!room.enter(one))
    }

    @Test(arguments: [(0, false), (1, true), (2, true), (3, true)])
    func aKeyHasOneWhereThereAreAny(_ places: Int, _ hasOne: Bool) {
        let room = WaitingRoom(places: places, seconds: 1)
        #expect(room.enter(one) == hasOne)
        #expect(!room.enter(one))
        #expect(room.enter(other) == (places > 1))
    }
}
