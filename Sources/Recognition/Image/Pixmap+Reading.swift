import CLeptonica

extension Pixmap {
    /// As an attempt wants it.
    func prepared(for attempt: ReadingPlan.Attempt) -> Pixmap {
        var image = self
        if attempt.isEvened { image = image.evened() }
        if attempt.isBlurred { image = image.blurred() }
        if attempt.scale != 1 { image = image.mapped { pixScale($0, attempt.scale, attempt.scale) } }
        return image
    }

    /// Divided by its background, which comes out at 200.
    private func evened() -> Pixmap {
        mapped { pixBackgroundNorm($0, nil, nil, 20, 30, 60, 40, 200, 2, 2) }
    }

    /// Softened by 0.8 pixels: it takes JPEG's mosquitoes and thermal print's dots away, letters stay.
    private func blurred() -> Pixmap {
        var (across, down): (UnsafeMutablePointer<L_KERNEL>?, UnsafeMutablePointer<L_KERNEL>?)
        guard makeGaussianKernelSep(2, 2, 0.8, 1, &across, &down) == 0 else { return self }
        defer {
            kernelDestroy(&across)
            kernelDestroy(&down)
        }
        return mapped { pixConvolveSep($0, across, down, 8, 1) }
    }

    /// The strip in the middle: two thirds of the width, an eighth of the height.
    func middle() -> Pixmap {
        var box = boxCreate(Int32(width / 6), Int32(height * 7 / 16), Int32(width * 2 / 3), Int32(height / 8))
        defer { boxDestroy(&box) }
        return mapped { pixClipRectangle($0, box, nil) }
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
