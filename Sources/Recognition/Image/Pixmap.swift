import CLeptonica
import Glibc

/// Owns a leptonica image; destroyed with the last reference.
final class Pixmap {
    let pix: UnsafeMutablePointer<PIX>

    /// Takes over `pix`; nil for nil, which is how leptonica says that something failed.
    init?(_ pix: UnsafeMutablePointer<PIX>?) {
        guard let pix else { return nil }
        self.pix = pix
    }

    deinit {
        var pix: UnsafeMutablePointer<PIX>? = pix
        pixDestroy(&pix)
    }

    var width: Int { Int(pixGetWidth(pix)) }
    var height: Int { Int(pixGetHeight(pix)) }
    var depth: Int { Int(pixGetDepth(pix)) }

    /// Pixels per inch as the file says; nil where it says nothing or nonsense (72 and 96 are what cameras and screens write).
    var statedDPI: Int? {
        let resolution = Int(pixGetXRes(pix))
        return (100...1200).contains(resolution) ? resolution : nil
    }

    /// The result of a leptonica call on this image, or this image where the call failed.
    func mapped(_ call: (UnsafeMutablePointer<PIX>) -> UnsafeMutablePointer<PIX>?) -> Pixmap {
        Pixmap(call(pix)) ?? self
    }

    /// Clockwise by `turns` times 90 degrees.
    func turned(_ turns: Int) -> Pixmap {
        turns % 4 == 0 ? self : mapped { pixRotateOrth($0, Int32(turns % 4)) }
    }

    /// Writes a PNG at the lowest compression that compresses: a page in 75 ms instead of 400.
    ///
    /// - Throws: `RecognitionError.file`.
    func writePNG(_ path: String, dpi: Int) throws(RecognitionError) {
        pixSetResolution(pix, Int32(dpi), Int32(dpi))
        // leptonica: 10 + zlib level; 0 would mean the default level.
        pixSetSpecial(pix, 11)
        var bytes: UnsafeMutablePointer<UInt8>?
        var count = 0
        guard pixWriteMem(&bytes, &count, pix, Int32(IFF_PNG)) == 0, let bytes else { throw .file(ENOMEM) }
        defer { lept_free(bytes) }
        // leptonica does not look whether the last of a file got written, which a full disk is about.
        guard let file = fopen(path, "w") else { throw .file(errno) }
        let isWritten = fwrite(bytes, 1, count, file) == count
        let code = errno
        guard fclose(file) == 0 else { throw .file(errno) }
        guard isWritten else { throw .file(code) }
    }
}
