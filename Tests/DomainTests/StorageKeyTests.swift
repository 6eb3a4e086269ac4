import Domain
import Testing

struct StorageKeyTests {
    @Test(arguments: ["uploads/t/2026-11/m/a.pdf", "results/x.html", "a", "a/..b", "a/.b"])
    func aNameBelowTheStoreIsAKey(_ text: String) { #expect(StorageKey(text)?.description == text) }

    @Test(arguments: [
        "", "/", "/a", "a/", "a//b", "..", "a/../b", "a/./b", "a\0b", "a\nb", String(repeating: "a", count: 256),
    ])
    func whatCouldNameAnythingElseIsNone(_ text: String) { #expect(StorageKey(text) == nil) }
}
