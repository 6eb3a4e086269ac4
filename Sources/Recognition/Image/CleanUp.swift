import CLeptonica

/// From an image as it was stored to one that recognition reads well: flat, dark on white, of a sensible size.
enum CleanUp {
    /// 8 bits of grey; transparency flattened onto white.
    static func grey(_ image: Pixmap) -> Pixmap {
        let image = flat(image)
        if image.depth == 32 { return image.mapped { pixConvertRGBToGray($0, 0.299, 0.587, 0.114) } }
        return image.depth == 8 ? image : image.mapped { pixConvertTo8($0, 0) }
    }

    /// Larger images are read in grey, to save memory; screenshots are smaller.
    static let mostColouredPixels = 4_000_000

    /// 32 bits of colour where the image is coloured, else 8 bits of grey; transparency flattened onto white. Letters on
    /// a coloured button may be as grey as the button.
    static func colourOrGrey(_ image: Pixmap) -> Pixmap {
        let image = flat(image)
        let isSmall = image.width * image.height <= mostColouredPixels
        return isSmall && image.depth == 32 && isColoured(image) ? image : grey(image)
    }

    /// No palette, no transparency.
    private static func flat(_ image: Pixmap) -> Pixmap {
        let image = image.mapped { pixRemoveColormap($0, Int32(REMOVE_CMAP_BASED_ON_SRC)) }
        if image.depth == 32, pixGetSpp(image.pix) == 4 { image.flatten() }
        return image
    }

    /// One pixel in a hundred is far from grey.
    private static func isColoured(_ image: Pixmap) -> Bool {
        var (between, coloured): (Float, Float) = (0, 0)
        let step = max(1, Int32(Double(image.width * image.height / 250_000).squareRoot()))
        guard pixColorFraction(image.pix, 20, 250, 40, step, &between, &coloured) == 0 else { return false }
        return between * coloured >= 0.01
    }

    /// White on black turned to black on white. A page is mostly paper: one that is almost all dark is inverted.
    static func darkOnWhite(_ image: Pixmap) -> Pixmap {
        let step = max(1, image.width * image.height / 250_000)
        // Of an image in colour there is none.
        var histogram = withExtendedLifetime(grey(image)) { grey in
            pixGetGrayHistogram(grey.pix, Int32(max(1, Double(step).squareRoot())))
        }
        defer { numaDestroy(&histogram) }
        var (dark, all): (Float, Float) = (0, 0)
        for level in 0..<numaGetCount(histogram) {
            var count: Float = 0
            numaGetFValue(histogram, level, &count)
            all += count
            if level < 96 { dark += count }
        }
        return dark > 0.8 * all ? image.mapped { pixInvert(nil, $0) } : image
    }

    /// Halved, how often is told, until it is no more than `maxPixels`: reading 600 dpi takes four times as long and reads worse.
    static func bounded(_ image: Pixmap, _ maxPixels: Int) -> (image: Pixmap, halvings: Int) {
        var image = image
        var halvings = 0
        while image.width * image.height > maxPixels {
            let half = image.mapped(pixScaleAreaMap2)
            if half === image { break }
            half.inherit(resolutionOf: image, scale: 0.5)
            image = half
            halvings += 1
        }
        return (image, halvings)
    }
}

extension Pixmap {
    /// Laid onto white where it stands: leptonica's own way makes two copies, 9 bytes more for each pixel.
    fileprivate func flatten() {
        guard let data = pixGetData(pix) else { return }
        for index in 0..<height * Int(pixGetWpl(pix)) {
            let word = data[index]
            let opacity = word & 0xFF
            guard opacity < 255 else { continue }
            func laid(_ shift: UInt32) -> UInt32 {
                (((word >> shift & 0xFF) * opacity + 255 * (255 - opacity) + 127) / 255) << shift
            }
            data[index] = laid(24) | laid(16) | laid(8)
        }
        pixSetSpp(pix, 3)
    }

    fileprivate func inherit(resolutionOf other: Pixmap, scale: Double) {
        let resolution = Int32(Double(pixGetXRes(other.pix)) * scale)
        pixSetResolution(pix, resolution, resolution)
    }
}
