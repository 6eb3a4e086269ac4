/// Whether scalars from a text layer are text. A font without a Unicode map gives control characters, private-use code
/// points, or letters shifted by a constant; such a layer is worse than none.
public struct TextQuality: Sendable {
    /// Scalars that are letters.
    public private(set) var letters = 0
    /// Scalars that are decimal digits.
    public private(set) var digits = 0
    /// Scalars that no text has.
    public private(set) var bad = 0
    /// Words of two scalars and more that are bad throughout: an amount in a font without a map is few scalars of a page.
    public private(set) var badWords = 0
    /// Scalars but for white space.
    public private(set) var visible = 0
    private static let vowels = Array("aeiouyAEIOUY".unicodeScalars)
    private var latin = 0
    private var vowels = 0

    /// Counts `scalars`.
    public init(_ scalars: some Sequence<Unicode.Scalar>) {
        var (run, isBadRun) = (0, true)
        for scalar in scalars {
            if scalar.properties.isWhitespace {
                if run >= 2, isBadRun { badWords += 1 }
                (run, isBadRun) = (0, true)
                continue
            }
            visible += 1
            run += 1
            switch scalar {
            case "A"..."Z", "a"..."z":
                letters += 1
                latin += 1
                if Self.vowels.contains(scalar) { vowels += 1 }
            case "0"..."9": digits += 1
            case _ where Self.isBad(scalar):
                bad += 1
                continue
            case _ where scalar.properties.isAlphabetic: letters += 1
            case _ where scalar.properties.numericType == .decimal: digits += 1
            default: break
            }
            isBadRun = false
        }
        if run >= 2, isBadRun { badWords += 1 }
    }

    /// True for text that is worth reading: enough of it, hardly anything bad and at most two words of that, letters among
    /// it, and where these are Latin as many vowels as languages have (a shifted alphabet has far fewer).
    public var isText: Bool {
        guard letters + digits >= 12, 20 * bad <= visible, badWords < 3, 2 * (letters + digits) >= visible,
            12 * letters >= visible
        else { return false }
        return latin < 60 || 2 * latin < letters || Double(vowels) >= 0.2 * Double(latin)
    }

    /// Control, private-use, unassigned or replacement.
    public static func isBad(_ scalar: Unicode.Scalar) -> Bool {
        if scalar == "\u{FFFD}" { return true }
        switch scalar.properties.generalCategory {
        case .control: return !scalar.properties.isWhitespace
        case .privateUse, .unassigned, .surrogate: return true
        default: return false
        }
    }
}
