import CHeif
import CLeptonica
import Domain

/// The main picture of a HEIC file, as telephones take it; its turn is undone while it is decoded.
enum HEICImage {
    /// Decodes it, in colour or, a large one, its brightness alone; its size is checked before.
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
        if width * height > CleanUp.mostColouredPixels {
            try limits.check(width: width, height: height, cost: .heicGrey)
            if let grey = grey(handle, width, height) { return grey }
        }
        try limits.check(width: width, height: height, cost: .heicColour)
        guard let image = decoded(handle, heif_colorspace_RGB, heif_chroma_interleaved_RGB) else {
            throw ImageDecoder.broken
        }
        defer { heif_image_release(image) }
        // The coded picture has its own size, which libheif holds against nothing.
        guard width == heif_image_get_width(image, heif_channel_interleaved),
            height == heif_image_get_height(image, heif_channel_interleaved)
        else { throw ImageDecoder.broken }
        return try pixmap(image)
    }

    private static func decoded(
        _ handle: OpaquePointer, _ space: heif_colorspace, _ chroma: heif_chroma
    ) -> OpaquePointer? {
        var image: OpaquePointer?
        return isOK(heif_decode_image(handle, &image, space, chroma, nil)) ? image : nil
    }

    /// The brightness as it is coded; nil where it is coded otherwise than in 8 bits beside its colours.
    private static func grey(_ handle: OpaquePointer, _ width: Int, _ height: Int) -> Pixmap? {
        guard heif_image_handle_get_luma_bits_per_pixel(handle) == 8,
            let image = decoded(handle, heif_colorspace_YCbCr, heif_chroma_420)
        else { return nil }
        defer { heif_image_release(image) }
        var stride: Int32 = 0
        guard width == heif_image_get_width(image, heif_channel_Y),
            height == heif_image_get_height(image, heif_channel_Y),
            heif_image_get_bits_per_pixel_range(image, heif_channel_Y) == 8,
            let plane = heif_image_get_plane_readonly(image, heif_channel_Y, &stride),
            let pixmap = Pixmap(pixCreate(Int32(width), Int32(height), 8)), let data = pixGetData(pixmap.pix)
        else { return nil }
        let words = Int(pixGetWpl(pixmap.pix))
        for row in 0..<height {
            let source = UnsafeRawPointer(plane + row * Int(stride))
            let target = data + row * words
            for word in 0..<width / 4 {
                target[word] = source.loadUnaligned(fromByteOffset: 4 * word, as: UInt32.self).bigEndian
            }
            for column in width / 4 * 4..<width {
                pixSetPixel(pixmap.pix, Int32(column), Int32(row), UInt32(plane[row * Int(stride) + column]))
            }
        }
        return pixmap
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
