import MariaDB
import Testing

@testable import struct MariaDB.Row

struct RowTests {
    private let row = Row(columns: ["[1,2]", nil, "[1,\"secret\"]", "nothing"])

    @Test func jsonIsTheValueThatItIs() throws {
        let ids: [Int] = try row.decode(0, "field_list.words")
        #expect(ids == [1, 2])
        let none: [Int]? = try row.decodeOptional(1, "field_list.words")
        #expect(none == nil)
    }

    @Test(arguments: [1, 2, 3, 4])
    func whatIsNoSuchJSONIsAFaultOfTheColumnAndShowsNothingOfIt(_ index: Int) {
        let error = #expect(throws: DatabaseError.self) { let _: [Int] = try row.decode(index, "field_list.words") }
        #expect(error?.kind == .fault)
        if index == 2 || index == 3 { #expect(error?.message.hasPrefix("field_list.words is not") == true) }
        #expect(error?.message.contains("secret") == false)
    }
}
