import CHeif
import CLeptonica
import Domain

/// The main picture of a HEIC file, as telephones take it; its turn is undone while it is decoded.
enum HEICImage {
    /// Decodes it, in colour; its size is checked before.
    ///
    /// - Throws: `.tooLarge`, `.invalidFile`.
    static func decode(_ file: UnsafeRawBufferPointer, limits: ReadingLimits) throws(DocumentProblem) -> Pixmap {
        guard let context = heif_context_alloc() else { throw ImageDecoder.broken }
        defer { heif_context_free(context) }
        var handle: OpaquePointer?
        guard isOK(heif_context_read_from_memory_without_copy(context, file.baseAddress, file.count, nil)),
            isOK(heif_context_get_primary_image_handle(context, &handle)), let handle
        else { throw ImageDecoder.broken }
        defer { heif_image_handle_release(handle) }
        let width = Int(heif_image_handle_get_width(handle))
        let height = Int(heif_image_handle_get_height(handle))
        guard width > 0, height > 0 else { throw ImageDecoder.broken }
        try limits.check(width: width, height: height, copies: 2)
        var image: OpaquePointer?
        guard isOK(heif_decode_image(handle, &image, heif_colorspace_RGB, heif_chroma_interleaved_RGB, nil)), let image
        else { throw ImageDecoder.broken }
        defer { heif_image_release(image) }
        // The coded picture has its own size, which libheif holds against nothing.
        guard width == heif_image_get_width(image, heif_channel_interleaved),
            height == heif_image_get_height(image, heif_channel_interleaved)
        else { throw ImageDecoder.broken }
        return try pixmap(image)
    }

    private static func pixmap(_ image: OpaquePointer) throws(DocumentProblem) -> Pixmap {
        var stride: Int32 = 0
        let width = Int(heif_image_get_width(image, heif_channel_interleaved))
        let height = Int(heif_image_get_height(image, heif_channel_interleaved))
        guard let plane = heif_image_get_plane_readonly(image, heif_channel_interleaved, &stride),
            let pixmap = Pixmap(pixCreate(Int32(width), Int32(height), 32))
        else { throw ImageDecoder.broken }
        let words = Int(pixGetWpl(pixmap.pix))
        guard let data = pixGetData(pixmap.pix) else { throw ImageDecoder.broken }
        for row in 0..<height {
            let source = plane + row * Int(stride)
            let target = data + row * words
            for column in 0..<width {
                let (red, green, blue) = (source[3 * column], source[3 * column + 1], source[3 * column + 2])
                target[column] = UInt32(red) << 24 | UInt32(green) << 16 | UInt32(blue) << 8
            }
        }
        return pixmap
    }

    private static func isOK(_ error: heif_error) -> Bool { error.code == heif_error_Ok }
}
