import CLeptonica
import CTesseract
import Domain

/// How an image is read, told cheaply from its shape and its greys. Measured on 60 scanned receipts, 20 photographs,
/// 12 generated scans and photographs, and 12 screenshots: each kind is read as it came out best.
struct ReadingPlan {
    /// What an image shows.
    enum Kind: Equatable {
        /// A scanned or rendered sheet: columns and blocks, so layout analysis.
        case sheet
        /// A scanned till receipt: one block.
        case receipt
        /// A photograph: uneven light, noise.
        case photo
        /// A screenshot: small letters, flat colours, no noise.
        case screen
    }

    /// One way to read an image.
    struct Attempt: Equatable {
        var mode: TessPageSegMode
        /// Softened first.
        var isBlurred = false
        /// Uneven light evened out first.
        var isEvened = false
        /// Enlarged first.
        var scale: Float = 1
    }

    let kind: Kind
    let first: Attempt
    /// Tried where the first gives few sure words for its size; the better one is kept.
    let second: Attempt?

    init(_ image: Pixmap) {
        let (short, long) = (min(image.width, image.height), max(image.width, image.height))
        kind = Self.kind(GreyLevels(image), ratio: Double(long) / Double(max(1, short)), short: short)
        let isSmall = image.width * image.height <= 2_500_000
        switch kind {
        case .sheet:
            // Small print that layout analysis falls apart on.
            (first, second) = (Attempt(mode: PSM_AUTO), Attempt(mode: PSM_SINGLE_BLOCK, isBlurred: true))
        case .receipt: (first, second) = (Attempt(mode: PSM_SINGLE_BLOCK, isBlurred: true), nil)
        case .screen: (first, second) = (Attempt(mode: PSM_AUTO, scale: isSmall ? 2 : 1), nil)
        case .photo:
            first = Attempt(mode: PSM_SINGLE_BLOCK, isBlurred: true)
            second = Attempt(mode: PSM_AUTO, isEvened: true, scale: isSmall ? 2 : 1)
        }
    }

    /// Whether so few of the words are sure that the second way is tried; of a sheet that suits its way nine in ten are.
    func isPoor(_ words: [Word]) -> Bool {
        Double(words.sureWords) < (kind == .sheet ? 0.75 : 0.5) * Double(words.longWords)
    }

    static func kind(_ levels: GreyLevels, ratio: Double, short: Int) -> Kind {
        // Paper under a scanner's lamp is white nearly everywhere, under a kitchen's it is not.
        if levels.upperQuartile < 236, levels.usualShare < 0.12 { return .photo }
        if levels.lowerQuartile < 200, levels.usualShare >= 0.4 { return .screen }
        // A4 is 1.41, letter 1.29.
        return short >= 1000 && (1.25...1.5).contains(ratio) ? .sheet : .receipt
    }
}

/// How the greys of an image are spread.
struct GreyLevels {
    /// A quarter of the pixels are no lighter, 0 to 255.
    var lowerQuartile = 255
    /// A quarter of the pixels are no darker, 0 to 255.
    var upperQuartile = 255
    /// Share of the pixels that have the most frequent grey, 0 to 1.
    var usualShare = 1.0

    init(lowerQuartile: Int, upperQuartile: Int, usualShare: Double) {
        self.lowerQuartile = lowerQuartile
        self.upperQuartile = upperQuartile
        self.usualShare = usualShare
    }

    init(_ image: Pixmap) {
        var histogram = pixGetGrayHistogram(image.pix, 2)
        defer { numaDestroy(&histogram) }
        var counts: [Float] = []
        for level in 0..<numaGetCount(histogram) {
            var count: Float = 0
            numaGetFValue(histogram, level, &count)
            counts.append(count)
        }
        let all = counts.reduce(0, +)
        guard all > 0 else { return }
        func quantile(_ share: Float) -> Int {
            var sum: Float = 0
            return counts.firstIndex { (sum += $0, sum >= share * all).1 } ?? 255
        }
        (lowerQuartile, upperQuartile) = (quantile(0.25), quantile(0.75))
        usualShare = Double((counts.max() ?? 0) / all)
    }
}
