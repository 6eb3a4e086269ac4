import Domain
import Glibc

/// A file's bytes, mapped: scanning a 50 MB PDF costs no memory of ours.
final class MappedFile {
    let bytes: UnsafeRawBufferPointer

    /// The same, where it was mapped to be changed; the file stays as it is.
    var changeable: UnsafeMutableRawBufferPointer { UnsafeMutableRawBufferPointer(mutating: bytes) }

    /// - Throws: `RecognitionError.file`, or a `DocumentProblem` (`.empty`, `.tooLarge`).
    init(path: String, maxBytes: Int, isChanged: Bool = false) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw RecognitionError.file(errno) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw RecognitionError.file(errno) }
        let size = Int(status.st_size)
        guard size > 0 else { throw DocumentProblem(.empty, "The file has no content. Send it again.") }
        guard size <= maxBytes else {
            throw DocumentProblem(.tooLarge, "The file is larger than \(maxBytes) bytes. Send a smaller one.")
        }
        let access = isChanged ? PROT_READ | PROT_WRITE : PROT_READ
        guard let start = mmap(nil, size, access, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED else {
            throw RecognitionError.file(errno)
        }
        bytes = UnsafeRawBufferPointer(start: start, count: size)
    }

    deinit { munmap(UnsafeMutableRawPointer(mutating: bytes.baseAddress), bytes.count) }
}
