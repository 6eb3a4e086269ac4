import Domain
import Testing

@testable import FCGIApp

struct UploadNameTests {
    @Test func aNameLeadsToTheIdsOfItsMillisecond() throws {
        var random = SystemRandomNumberGenerator()
        let document = Identifier(milliseconds: 1_767_425_280_000, using: &random)
        let text = UploadName.text(document, filename: "my image.jpg")
        #expect(text == "1767425280000-my_image.jpg")
        let name = try #require(UploadName(text))
        #expect(name.ids.contains(document))
        #expect(name.matches(filename: "my image.jpg") && !name.matches(filename: "your image.jpg"))
        #expect(!name.ids.contains(Identifier(milliseconds: 1_767_425_280_001, using: &random)))
    }

    @Test(arguments: ["image.jpg", "-image.jpg", "17674252800000000-a", "99999999999999999999-a", "12", "1a-b", ""])
    func othersAreNone(_ text: String) { #expect(UploadName(text) == nil) }
}
