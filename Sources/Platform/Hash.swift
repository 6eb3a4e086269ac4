import CCrypto
import Domain

#if canImport(Glibc)
    import Glibc
#endif

/// Looked up once; OpenSSL 3 would do so at each start of a digest.
nonisolated(unsafe) private let algorithm = EVP_MD_fetch(nil, "SHA2-256", nil)

/// SHA-256 of bytes that come piece by piece (OpenSSL).
public final class SHA256Stream {
    private let context: OpaquePointer

    /// A stream that has seen nothing.
    public init() {
        guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, algorithm, nil) == 1 else {
            fatal("OpenSSL has no SHA-256")
        }
        self.context = context
    }

    deinit { EVP_MD_CTX_free(context) }

    /// Takes in more bytes.
    public func update(_ bytes: UnsafeRawBufferPointer) {
        _ = EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
    }

    /// The digest of all that was taken in; the stream is of no further use.
    public func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: 32)
        EVP_DigestFinal_ex(context, &bytes, nil)
        guard let digest = Digest(bytes) else { fatal("OpenSSL gave no SHA-256") }
        return digest
    }
}

extension Digest {
    /// The SHA-256 of a text's UTF-8, as keys and link tokens are kept.
    public init(sha256 text: String) {
        let stream = SHA256Stream()
        var text = text
        text.withUTF8 { stream.update(UnsafeRawBufferPointer($0)) }
        self = stream.finish()
    }
}

/// Secrets from the operating system's generator.
public enum Secret {
    /// A secret of 256 bits in 43 letters of base 62, which need no escaping anywhere; `prefix` tells what it is for.
    public static func make(prefix: String) -> String {
        let letters = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
        var random = SystemRandomNumberGenerator()
        return prefix + String((0..<43).map { _ in letters[Int.random(in: 0..<62, using: &random)] })
    }
}

/// Ends the process over a broken installation, where there is nothing to go on with.
func fatal(_ message: String) -> Never {
    Log.error(message)
    abort()
}
