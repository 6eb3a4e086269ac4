import Domain
import Testing

@Suite struct LineDecoderTests {
    /// Classes: 0 nothing, 1 A, 2 b, 3 Chinese, 4 é, 5 the blank.
    private let decoder = LineDecoder(dictionary: ["A", "b", "中", "é"])

    private func decode(_ steps: [[Float]]) -> [LineDecoder.Emission] {
        steps.flatMap { $0 }.withUnsafeBufferPointer { decoder.decode($0) }
    }

    private let nothing: [Float] = [0.9, 0.02, 0.02, 0.02, 0.02, 0.02]
    private let a: [Float] = [0.1, 0.8, 0, 0, 0, 0.1]
    private let b: [Float] = [0.05, 0, 0.9, 0, 0, 0.05]

    @Test func repeatsAreOneCharacterUnlessNothingIsBetween() {
        let emissions = decode([a, a, nothing, a, b])
        #expect(emissions.map(\.text) == ["A", "A", "b"])
        #expect(emissions.map(\.first) == [0, 3, 4])
        #expect(emissions.map(\.last) == [1, 3, 4])
    }

    @Test func theProbabilityIsTheHighestOfItsSteps() throws {
        let surer: [Float] = [0.05, 0.95, 0, 0, 0, 0]
        #expect(try #require(decode([a, surer]).first).probability == Double(Float(0.95)))
    }

    @Test func aBlankThatDoesNotWinIsRemembered() {
        let faint: [Float] = [0.9, 0, 0, 0, 0, 0.1]
        let emissions = decode([nothing, a, faint, b])
        #expect(emissions[0].blankBefore == 0)
        #expect(emissions[1].blankBefore == Double(Float(0.1)))
        #expect(!emissions[1].isBlankEmitted)
    }

    @Test func aBlankThatWinsIsToldAndDividesNothingElse() {
        let blank: [Float] = [0.1, 0, 0, 0, 0, 0.9]
        let emissions = decode([blank, a, blank, a, b])
        #expect(emissions.map(\.text) == ["A", "A", "b"])
        #expect(emissions.map(\.isBlankEmitted) == [false, true, false])
        #expect(emissions[2].blankBefore == 0)
    }

    @Test func onlyLatinLettersAreChosen() {
        let chinese: [Float] = [0.1, 0.2, 0, 0.7, 0, 0]
        let accented: [Float] = [0.1, 0.2, 0, 0, 0.7, 0]
        #expect(decode([chinese, nothing, accented]).map(\.text) == ["A", "é"])
    }

    @Test func aLineOfNothingHasNoCharacters() {
        #expect(decode([nothing, nothing]).isEmpty)
        #expect(decode([]).isEmpty)
    }
}
