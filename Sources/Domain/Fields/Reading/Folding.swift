/// Makes words comparable: lower case, accents off, nothing but ASCII letters and digits.
enum Folding {
    /// The folded text; with `keep` every other sign becomes a blank instead of going.
    static func folded(_ text: String, keep: Bool = false) -> String {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 97...122, 48...57: bytes.append(UInt8(scalar.value))
            case 65...90: bytes.append(UInt8(scalar.value) + 32)
            case UInt32(UInt8(ascii: "#")): bytes += keep ? [32] : [UInt8(ascii: "#")]
            case 0x300...0x36F: break
            case 0..<128: if keep { bytes.append(32) }
            default:
                if let plain = plain(scalar.value) { bytes += plain.utf8 } else if keep { bytes.append(32) }
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Plain letters for a letter with marks.
    private static func plain(_ value: UInt32) -> String? {
        switch value {
        case 0xC0...0xC5, 0xE0...0xE5, 0x100...0x105: "a"
        case 0xC6, 0xE6: "ae"
        case 0xC7, 0xE7, 0x106...0x10D: "c"
        case 0xC8...0xCB, 0xE8...0xEB, 0x112...0x11B: "e"
        case 0xCC...0xCF, 0xEC...0xEF, 0x128...0x131: "i"
        case 0xD1, 0xF1, 0x143...0x148: "n"
        case 0xD2...0xD6, 0xD8, 0xF2...0xF6, 0xF8, 0x14C...0x151: "o"
        case 0xD9...0xDC, 0xF9...0xFC, 0x168...0x173: "u"
        case 0xDD, 0xFD, 0xFF: "y"
        case 0xDF: "ss"
        case 0x10E...0x111: "d"
        case 0x139...0x142: "l"
        case 0x154...0x159: "r"
        case 0x15A...0x161: "s"
        case 0x162...0x167: "t"
        case 0x179...0x17E: "z"
        case 0x152, 0x153: "oe"
        case 0xB0, 0xBA: "o"
        case 0x2116: "no"
        case 0xFB01: "fi"
        case 0xFB02: "fl"
        default: nil
        }
    }
}
