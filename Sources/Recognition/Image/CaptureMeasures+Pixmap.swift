import CLeptonica
import Domain

extension CaptureMeasures {
    /// Longer side at which edges are compared.
    private static let side = 1600

    /// Measures a grey picture.
    init(_ image: Pixmap) {
        let scale = Float(Self.side) / Float(max(image.width, image.height))
        let small = scale < 1 ? image.mapped { pixScaleAreaMap($0, scale, scale) } : image
        var greys = [Int](repeating: 0, count: 256)
        var steps = [Int](repeating: 0, count: 256)
        let words = Int(pixGetWpl(small.pix))
        if let data = pixGetData(small.pix), small.depth == 8 {
            // Every second row tells as much as all.
            for row in stride(from: 1, to: small.height - 1, by: 2) {
                Self.count(data + row * words, words, small.width, &greys, &steps)
            }
        }
        let paper = Self.quantile(greys, 0.9)
        let contrast = paper - Self.quantile(greys, 0.005)
        self.init(
            sharpness: Double(Self.quantile(steps, 0.997)) / 2 / Double(max(1, contrast)), paper: paper,
            contrast: contrast, shortSide: min(image.width, image.height))
    }

    /// Counts the greys of a row, and the steps over two pixels across and down.
    private static func count(
        _ line: UnsafeMutablePointer<UInt32>, _ words: Int, _ width: Int, _ greys: inout [Int], _ steps: inout [Int]
    ) {
        func grey(_ line: UnsafeMutablePointer<UInt32>, _ column: Int) -> Int {
            Int(line[column >> 2] >> UInt32(24 - 8 * (column & 3)) & 0xFF)
        }
        for column in stride(from: 1, to: width - 1, by: 1) {
            let across = abs(grey(line, column + 1) - grey(line, column - 1))
            let down = abs(grey(line + words, column) - grey(line - words, column))
            steps[max(across, down)] += 1
            greys[grey(line, column)] += 1
        }
    }

    private static func quantile(_ counts: [Int], _ share: Double) -> Int {
        let wanted = share * Double(counts.reduce(0, +))
        var sum = 0
        return counts.firstIndex { (sum += $0, Double(sum) >= wanted).1 } ?? 255
    }
}
