/// What it takes of memory at its highest to decode an image and to make it grey, as measured with leptonica 1.82.
struct DecodingCost: Equatable {
    /// Bytes for each pixel.
    var perPixel: Int
    /// Bytes beside them.
    var fixed = 0

    /// The decoder's rows and the image.
    static func png(samples: Int, hasPalette: Bool) -> DecodingCost {
        if hasPalette { return DecodingCost(perPixel: 6) }
        return DecodingCost(perPixel: [1: 3, 2: 6, 3: 7][samples] ?? 8)
    }

    /// What has colour is decoded to four bytes a pixel, then copied; a compressed strip is unpacked as a whole beside it.
    ///
    /// - Parameter strip: bytes of the largest strip, 0 where it is not compressed.
    static func tiff(bits: Int, samples: Int, hasPalette: Bool, strip: Int) -> DecodingCost {
        if hasPalette { return DecodingCost(perPixel: 6) }
        if samples == 1 { return DecodingCost(perPixel: bits > 8 ? 3 : 2) }
        return DecodingCost(perPixel: 8, fixed: strip)
    }

    /// The colours of its palette come behind it.
    static let gif = DecodingCost(perPixel: 6)

    /// Lossless pictures and transparency have a copy of their own.
    static func webp(isPlain: Bool) -> DecodingCost { DecodingCost(perPixel: isPlain ? 5 : 9) }

    /// The decoder's picture, that as it is turned, and one of grey.
    static let heicGrey = DecodingCost(perPixel: 6)
    /// Three bytes more for its colours, and four for the image.
    static let heicColour = DecodingCost(perPixel: 11)
}
