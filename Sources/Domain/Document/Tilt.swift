/// How far lines sink towards the right, measured on the words. On a scan it is the same all over the page; on a photo
/// taken from an angle it changes from top to bottom, which a straight line through the slopes follows.
public struct Tilt: Sendable {
    /// Pixels down per pixel to the right, at the words' middle height.
    public let slope: Double
    /// How the slope changes per pixel down.
    public let change: Double
    private let middleX: Double
    private let middleY: Double

    /// The tilt of a page's words; none where they say too little.
    public init(of words: [Word]) {
        let chains = Chain.collect(words)
        middleX =
            words.isEmpty ? 0 : words.reduce(0) { $0 + Double($1.box.left + $1.box.right) / 2 } / Double(words.count)
        let usual = Self.median(chains)
        let near = chains.filter { abs($0.slope - usual) < 0.03 }
        let weight = near.reduce(0) { $0 + $1.weight }
        let height = weight > 0 ? near.reduce(0) { $0 + $1.weight * $1.height } / weight : 0
        middleY = height
        // Few long lines tell more about a descender than about the page.
        guard chains.count >= 3, abs(usual) < 0.2 else {
            (slope, change) = (0, 0)
            return
        }
        let spread = near.reduce(0) { $0 + $1.weight * ($1.height - height) * ($1.height - height) }
        guard near.count >= 6, spread > 0 else {
            (slope, change) = (usual, 0)
            return
        }
        let mean = near.reduce(0) { $0 + $1.weight * $1.slope } / weight
        let common = near.reduce(0) { $0 + $1.weight * ($1.height - height) * ($1.slope - mean) }
        (slope, change) = (mean, common / spread)
    }

    /// Pixels that a box stands lower than it would in the middle of its line.
    func sink(of box: Box) -> Double {
        let x = Double(box.left + box.right) / 2
        let y = Double(box.top + box.bottom) / 2
        return (slope + change * (y - middleY)) * (x - middleX)
    }

    /// The weighted median: one crooked stamp does not turn a page.
    private static func median(_ chains: [Chain]) -> Double {
        let half = chains.reduce(0) { $0 + $1.weight } / 2
        var sum = 0.0
        return chains.sorted { $0.slope < $1.slope }.first { (sum += $0.weight, sum >= half).1 }?.slope ?? 0
    }

    /// Close neighbours on one line, at least five times as long as high. Bottoms are compared, as letters share a
    /// baseline more often than a top.
    private struct Chain {
        var first: Box
        var last: Box
        var run: Double { Double(last.left + last.right - first.left - first.right) / 2 }
        /// A pixel's error at an end tilts a line twice as long half as much.
        var weight: Double { run * run }
        var slope: Double { Double(last.bottom - first.bottom) / run }
        var height: Double { Double(first.bottom + last.bottom) / 2 }

        static func collect(_ words: [Word]) -> [Chain] {
            let sorted = words.filter { $0.box.width > 0 && $0.box.height > 0 }.sorted { $0.box.left < $1.box.left }
            var chains: [Chain] = []
            for word in sorted {
                let box = word.box
                let neighbour = chains.indices.suffix(200).last { index in
                    let last = chains[index].last
                    let common = Double(min(box.bottom, last.bottom) - max(box.top, last.top))
                    return box.left - last.right < 3 * last.height && box.left >= last.left + last.width / 2
                        && common >= 0.6 * Double(max(box.height, last.height))
                }
                if let neighbour {
                    chains[neighbour].last = box
                } else {
                    chains.append(Chain(first: box, last: box))
                }
            }
            return chains.filter { $0.run > 5 * Double($0.first.height) }
        }
    }
}
