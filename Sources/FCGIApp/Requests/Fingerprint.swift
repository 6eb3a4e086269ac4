import Domain
import Platform

/// All that a request asked for, in 32 bytes: the same for the same request only.
struct Fingerprint {
    private let stream = SHA256Stream()

    /// Takes in a part. Its length goes before it, so that no two lists of parts read alike.
    func add(_ part: String) {
        var framed = "\(part.utf8.count):\(part)"
        framed.withUTF8 { stream.update(UnsafeRawBufferPointer($0)) }
    }

    /// The fields of a form, in an order of their own.
    func add(_ fields: [String: String]) {
        for (name, value) in fields.sorted(by: { $0.key < $1.key }) {
            add(name)
            add(value)
        }
    }

    /// The digest; ask once.
    func finish() -> Digest { stream.finish() }
}
