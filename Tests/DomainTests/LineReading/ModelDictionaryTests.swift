import Domain
import Testing

@Suite struct ModelDictionaryTests {
    private func field(_ number: Int, _ bytes: [UInt8]) -> [UInt8] {
        varint(number << 3 | 2) + varint(bytes.count) + bytes
    }

    private func varint(_ value: Int) -> [UInt8] {
        value < 128 ? [UInt8(value)] : [UInt8(value & 127 | 128)] + varint(value >> 7)
    }

    private func property(_ key: String, _ value: String) -> [UInt8] {
        field(14, field(1, Array(key.utf8)) + field(2, Array(value.utf8)))
    }

    private func characters(_ bytes: [UInt8]) -> [String]? {
        bytes.withUnsafeBytes { ModelDictionary.characters(inONNX: $0) }
    }

    @Test func theEntriesStandInTheirOrder() {
        let graph = field(7, [UInt8](repeating: 0xFF, count: 300))
        let model = [8, 7] + graph + property("author", "x\ny") + property("character", "a\n\u{301}\n中\n") + graph
        #expect(characters(model) == ["a", "\u{301}", "中"])
    }

    @Test func aFileWithoutOneOrCutOffHasNone() {
        #expect(characters([]) == nil)
        #expect(characters(property("author", "x")) == nil)
        let model = property("character", "a\nb")
        for count in 0..<model.count { #expect(characters(Array(model.prefix(count))) == nil) }
        #expect(characters([UInt8](repeating: 0xFF, count: 64)) == nil)
    }
}
