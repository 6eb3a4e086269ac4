import Testing

@testable import docket

struct KindCheckTests {
    @Test func nothingThatWaitsIsUnknown() {
        #expect(KindCheck.judge([]).state == .ok)
    }

    @Test func whatNobodyKnowsIsNamedWithWhatToDo() {
        let item = KindCheck.judge(["2 of label in extraction"])
        #expect(item.state == .warn)
        #expect(item.message.contains("2 of label in extraction") && item.message.contains("docket-courier"))
    }
}
