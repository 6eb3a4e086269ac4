import Domain
import FoundationEssentials
import Testing

@testable import Recognition

struct HEICTests {
    /// A grey picture of 64 x 64 pixels.
    static let grey = """
        AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAUJtZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAAAA5waXRtAAAA
        AAABAAAAImlsb2MAAAAAREAAAQABAAAAAAFmAAEAAAAAAAAAEgAAACNpaW5mAAAAAAABAAAAFWluZmUCAAAAAAEAAGh2YzEAAAAAwmlwcnAAAACk
        aXBjbwAAAHhodmNDAQNwAAAAAAAAAAAAHvAA/P34+AAADwMgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQCEAAQArQgEBA3AAAAMAkAAAAwAA
        AwAeoCCBBZbqSSmubgQEDAgAAAMACAAAAwAIQCIAAQAHRAHBcrAiQAAAABRpc3BlAAAAAAAAAEAAAABAAAAAEHBpeGkAAAAAAwgICAAAABZpcG1h
        AAAAAAAAAAEAAQOBAoMAAAAabWRhdAAAAA4oAa8EmPyByvuboCmMLA==
        """

    private func file() throws -> [UInt8] {
        [UInt8](try #require(Data(base64Encoded: Self.grey.filter { $0 != "\n" })))
    }

    private func decode(_ file: [UInt8]) throws -> Pixmap {
        try file.withUnsafeBytes { try HEICImage.decode($0, limits: ReadingLimits()) }
    }

    @Test func aPictureIsDecoded() throws {
        let image = try decode(try file())
        #expect((image.width, image.height, image.depth) == (64, 64, 32))
    }

    /// The box that the size is checked by is not what the decoder goes by.
    @Test func aPictureOfAnotherSizeThanItSaysIsRefused() throws {
        var bytes = try file()
        let name = Array("ispe".utf8)
        let place = try #require(bytes.indices.first { bytes[$0...].starts(with: name) })
        bytes[place + 11] = 32
        #expect(throws: DocumentProblem.self) { try decode(bytes) }
    }
}
