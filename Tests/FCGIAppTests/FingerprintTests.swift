import Domain
import Testing

@testable import FCGIApp

@Suite struct FingerprintTests {
    private static func of(_ parts: [String], _ fields: [String: String] = [:]) -> Digest {
        let fingerprint = Fingerprint()
        for part in parts { fingerprint.add(part) }
        fingerprint.add(fields)
        return fingerprint.finish()
    }

    @Test func isTheSameForTheSameOnly() {
        #expect(Self.of(["a", "b"]) == Self.of(["a", "b"]))
        #expect(Self.of(["a", "b"]) != Self.of(["b", "a"]))
        #expect(Self.of(["ab", "c"]) != Self.of(["a", "bc"]))
        #expect(Self.of(["1:a"]) != Self.of(["a"]))
        #expect(Self.of([], ["x": "1", "y": "2"]) == Self.of([], ["y": "2", "x": "1"]))
        #expect(Self.of([], ["x": "1", "y": "2"]) != Self.of([], ["x": "2", "y": "1"]))
        #expect(Self.of([], ["x": ""]) != Self.of([]))
    }
}
