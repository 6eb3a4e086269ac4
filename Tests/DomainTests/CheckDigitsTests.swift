import Testing

@testable import Domain

struct CheckDigitsTests {
    @Test(arguments: [
        "18108401345678778", "1018966492531", "1636976", "556016-0680", "556036-0793", "811228-9874", "991-2346",
        "5050-1055",
        "90 20 03-3", "133", "123455", "1234574", "123456790",
    ])
    func luhnHolds(text: String) { #expect(CheckDigits.luhn(text)) }

    @Test(arguments: ["", "0", "556016-0681", "12345a", "１３３"])
    func luhnFails(text: String) { #expect(!CheckDigits.luhn(text)) }

    @Test func organisationNumbersAreCompanies() {
        #expect(CheckDigits.swedishOrganisation("556016-0680"))
        #expect(!CheckDigits.swedishOrganisation("811228-9874"))
    }

    @Test(arguments: [
        "SE45 5000 0000 0583 9825 7466", "DE89 3704 0044 0532 0130 00", "NO93 8601 1117 947", "FI21 1234 5600 0007 85",
    ])
    func ibanHolds(text: String) { #expect(CheckDigits.iban(text)) }

    @Test(arguments: ["SE45 5000 0000 0583 9825 7467", "DE89 3704 0044 0532 0130 0", "", "DE", "1234567890123456", "🏦"])
    func ibanFails(text: String) { #expect(!CheckDigits.iban(text)) }

    @Test func creditorReference() {
        #expect(CheckDigits.creditorReference("RF18 5390 0754 7034"))
        #expect(!CheckDigits.creditorReference("RF19 5390 0754 7034"))
    }

    @Test(arguments: [
        ("DE136695976", true), ("DE123456789", false), ("DK13585628", true), ("FI20774740", true),
        ("SE556016068001", true),
        ("SE556016068101", false), ("FR83404833048", true), ("BE0428759497", true), ("PL8567346215", true),
        ("GB980780684", true), ("NO995525828MVA", true),
    ])
    func vatId(text: String, isValid: Bool) { #expect(CheckDigits.vatId(text) == isValid) }

    @Test(arguments: ["", "XX123", "DE12", "HELLO", "DE12345678901234567890123456789012345678901234567890"])
    func unknownVatId(text: String) { #expect(CheckDigits.vatId(text) == nil) }
}
