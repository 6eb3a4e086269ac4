import Domain
import FoundationEssentials

/// What was read of an electronic invoice, as a column keeps it.
enum StoredInvoice {
    /// What the server takes in one statement is twice as much.
    private static let mostBytes = 8 << 20

    /// - Throws: `DocumentProblem`, `.tooLarge` where it is more than can be kept.
    static func encode(_ reading: EInvoiceReading) throws -> String {
        let bytes = try JSONEncoder().encode(reading)
        guard bytes.count <= mostBytes else {
            throw DocumentProblem(.tooLarge, "The electronic invoice has too much text. Send it in parts.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
