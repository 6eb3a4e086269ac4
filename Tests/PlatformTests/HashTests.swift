import Domain
import Platform
import Testing

struct HashTests {
    @Test func sha256IsThatOfTheStandard() {
        // FIPS 180-4, the examples for one block and for the empty message.
        #expect(Digest(sha256: "abc").hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
        #expect(Digest(sha256: "").hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    }

    @Test func piecesAreTheWhole() {
        let stream = SHA256Stream()
        for piece in ["a", "", "bc"] { Array(piece.utf8).withUnsafeBytes { stream.update($0) } }
        #expect(stream.finish() == Digest(sha256: "abc"))
    }

    @Test func secretsDifferAndNeedNoEscaping() {
        let secrets = (0..<100).map { _ in Secret.make(prefix: "dk_") }
        #expect(Set(secrets).count == 100)
        #expect(secrets.allSatisfy { $0.count == 46 && $0.hasPrefix("dk_") })
        #expect(secrets.allSatisfy { $0.dropFirst(3).allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber) } })
    }
}
