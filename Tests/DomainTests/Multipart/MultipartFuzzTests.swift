import Domain
import Testing

/// Bytes of a hostile client: any outcome but a trap, whatever the pieces.
@Suite struct MultipartFuzzTests {
    private struct Random: RandomNumberGenerator {
        var state: UInt64
        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
    }

    private func outcome(_ bytes: [UInt8], pieces size: Int) -> [String] {
        guard var parser = try? MultipartParser(contentType: "multipart/form-data; boundary=b") else { return [] }
        var events: [String] = []
        var data: [UInt8] = []
        func drain() throws(MultipartError) {
            while let event = try parser.next() {
                if case .partData(let bytes) = event {
                    data += bytes
                } else {
                    events.append("\(data) \(event)")
                    data = []
                }
            }
        }
        do throws(MultipartError) {
            for start in stride(from: 0, to: bytes.count, by: size) {
                parser.append(bytes[start..<min(start + size, bytes.count)])
                try drain()
            }
            parser.finish()
            try drain()
        } catch {
            events.append("\(error)")
        }
        return events
    }

    @Test func mutatedFormsNeverTrapAndPiecesNeverMatter() {
        let form = Array(
            ("--b\r\nContent-Disposition: form-data; name=\"n\"; filename*=UTF-8''%41\"\r\n\r\nx\r\n-y\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"\\\"m\"\r\nA: b\r\n\r\n\r\n--b--\r\n").utf8)
        let alphabet = Array("\r\n-b :;=\"'\\%*\u{0}é".utf8)
        var random = Random(state: 7)
        for _ in 0..<3000 {
            var bytes = form
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<3, using: &random) {
                case 0: bytes[index] = alphabet.randomElement(using: &random) ?? 0
                case 1: bytes.remove(at: index)
                default: bytes.insert(alphabet.randomElement(using: &random) ?? 0, at: index)
                }
            }
            let whole = outcome(bytes, pieces: bytes.count)
            #expect(outcome(bytes, pieces: 1) == whole)
            #expect(outcome(bytes, pieces: 7) == whole)
        }
    }
}
