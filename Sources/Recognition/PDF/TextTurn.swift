import Domain

/// Which way the letters of a page run: a text layer may be drawn sideways without the page being turned.
enum TextTurn {
    /// Fewer pairs of letters are a margin's.
    private static let leastPairs = 20

    /// The quarters, clockwise, that turn the page so that most of its letters run from left to right.
    ///
    /// Only Latin letters and digits tell: Hebrew runs to the left when it is upright.
    static func quarters(_ glyphs: [TextGlyph]) -> Int {
        var votes = [0, 0, 0, 0]
        for (last, next) in zip(glyphs, glyphs.dropFirst()) where isPlain(last.scalar) && isPlain(next.scalar) {
            let across = next.left + next.right - last.left - last.right
            let down = next.top + next.bottom - last.top - last.bottom
            guard across.isFinite, down.isFinite, abs(across) != abs(down) else { continue }
            let isAcross = abs(across) > abs(down)
            votes[isAcross ? (across > 0 ? 0 : 2) : (down > 0 ? 3 : 1)] += 1
        }
        let all = votes.reduce(0, +)
        guard all >= leastPairs, let best = votes.indices.max(by: { votes[$0] < votes[$1] }) else { return 0 }
        return 5 * votes[best] >= 3 * all ? best : 0
    }

    static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}

extension Word {
    /// The word on its page of that size when this has been turned clockwise.
    func turned(_ quarters: Int, width: Int, height: Int) -> Word {
        let corners = [(box.left, box.top), (box.right, box.bottom)].map {
            Point(Double($0.0), Double($0.1)).turned(quarters, width: Double(width), height: Double(height))
        }
        var word = self
        word.box = Box(
            left: Int(min(corners[0].x, corners[1].x)), top: Int(min(corners[0].y, corners[1].y)),
            right: Int(max(corners[0].x, corners[1].x)), bottom: Int(max(corners[0].y, corners[1].y)))
        return word
    }
}
