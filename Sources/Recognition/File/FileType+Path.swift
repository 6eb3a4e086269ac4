import Domain
import Glibc

extension FileType {
    /// The type of the file at `path`, by its first bytes.
    ///
    /// - Throws: `.empty`, `.unsupportedType`; `.invalidFile` where the file cannot be opened.
    public static func sniff(path: String) throws(DocumentProblem) -> FileType {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw DocumentProblem(.invalidFile, "The file cannot be opened. Send it again.") }
        defer { close(descriptor) }
        let prefix = [UInt8](unsafeUninitializedCapacity: prefixLength) { buffer, count in
            count = max(0, read(descriptor, buffer.baseAddress, buffer.count))
        }
        return try sniff(prefix)
    }
}
