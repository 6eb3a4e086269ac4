import CLeptonica
import Domain

/// The images of a file as a PDF has them: a JPEG byte for byte, all others without loss.
struct ImageStreams {
    private let file: MappedFile
    private let decoder: ImageDecoder

    /// - Throws: `.tooLarge` where all images together are more than a PDF is made of.
    init(path: String, type: FileType, limits: ReadingLimits) throws {
        file = try MappedFile(path: path, maxBytes: limits.maxBytes)
        decoder = try ImageDecoder(path: path, type: type, file: file, limits: limits)
        try limits.checkWritten(pixels: decoder.pixelsOfAllPages)
    }

    /// The image of a page, from 0, and how it is stored: EXIF's orientation.
    func stream(_ index: Int, in target: QPDFFile) throws -> (object: QPDFFile.Object, orientation: Int) {
        if decoder.type == .jpeg, let header = JPEGHeader(file.bytes), let space = Self.space(header.components) {
            let inverted = header.components == 4 && header.isAdobe ? "/Decode [1 0 1 0 1 0 1 0]" : ""
            let entries = Self.entries(header.width, header.height, space) + " /BitsPerComponent 8 " + inverted
            return (target.stream(file.bytes, "<< \(entries) >>", filter: "/DCTDecode"), header.orientation)
        }
        return (try lossless(decoder.decode(index), in: target), 1)
    }

    private func lossless(_ image: Pixmap, in target: QPDFFile) throws -> QPDFFile.Object {
        let plain = image.mapped { pixRemoveColormap($0, Int32(REMOVE_CMAP_BASED_ON_SRC)) }
        let pixels = [1, 32].contains(plain.depth) ? plain : plain.mapped { pixConvertTo8($0, 0) }
        var compressed: UnsafeMutablePointer<L_COMP_DATA>?
        guard pixGenerateCIData(pixels.pix, Int32(L_FLATE_ENCODE), 0, 0, &compressed) == 0, let made = compressed
        else { throw ImageDecoder.broken }
        defer { l_CIDataDestroy(&compressed) }
        let bytes = UnsafeRawBufferPointer(start: made.pointee.datacomp, count: made.pointee.nbytescomp)
        let space = pixels.depth == 32 ? "/DeviceRGB" : "/DeviceGray"
        // Leptonica's bits are black where they are set.
        let bits = pixels.depth == 1 ? "/BitsPerComponent 1 /Decode [1 0]" : "/BitsPerComponent 8"
        return target.stream(
            bytes, "<< \(Self.entries(pixels.width, pixels.height, space)) \(bits) >>", filter: "/FlateDecode")
    }

    private static func entries(_ width: Int, _ height: Int, _ space: String) -> String {
        """
        /Type /XObject /Subtype /Image /Width \(width) /Height \(height) /ColorSpace \(space)
        """
    }

    private static func space(_ components: Int) -> String? {
        switch components {
        case 1: "/DeviceGray"
        case 3: "/DeviceRGB"
        case 4: "/DeviceCMYK"
        default: nil
        }
    }
}
