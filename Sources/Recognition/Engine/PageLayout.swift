import CLeptonica

/// How an image is to be read, told cheaply from its shape.
struct PageLayout {
    /// A scanned sheet with columns and blocks, as against a till receipt or a photograph of one, which is read best as one block.
    let isSheet: Bool

    init(_ image: Pixmap) {
        let (short, long) = (min(image.width, image.height), max(image.width, image.height))
        let ratio = Double(long) / Double(max(1, short))
        isSheet = short >= 1000 && (1.25...1.6).contains(ratio)
    }
}

extension Pixmap {
    /// Softened by 0.8 pixels: it takes JPEG's mosquitoes and thermal print's dots away, letters stay.
    func blurred() -> Pixmap {
        var (across, down): (UnsafeMutablePointer<L_KERNEL>?, UnsafeMutablePointer<L_KERNEL>?)
        guard makeGaussianKernelSep(2, 2, 0.8, 1, &across, &down) == 0 else { return self }
        defer {
            kernelDestroy(&across)
            kernelDestroy(&down)
        }
        return mapped { pixConvolveSep($0, across, down, 8, 1) }
    }

    /// Without any ink: every pixel is nearly the same grey.
    var isBlank: Bool {
        var (lowest, highest): (UInt32, UInt32) = (255, 0)
        for row in 0..<height {
            let line = pixGetData(pix) + row * Int(pixGetWpl(pix))
            for column in 0..<width {
                let grey = (line[column / 4] >> UInt32(24 - 8 * (column % 4))) & 0xFF
                (lowest, highest) = (min(lowest, grey), max(highest, grey))
            }
            if highest >= lowest + 32 { return false }
        }
        return true
    }
}
