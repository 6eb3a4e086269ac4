/// The characters that a recognition model knows, out of its ONNX file, which OpenVINO does not hand out.
public enum ModelDictionary {
    /// The entries in order; nil where the file is damaged or has none.
    ///
    /// ONNX is a protobuf message: field 14 of its top level is a list of key and value, one of which is `character`,
    /// with an entry a line.
    public static func characters(inONNX bytes: UnsafeRawBufferPointer) -> [String]? {
        var model = Protobuf(bytes)
        while let field = model.next() {
            guard field.number == 14, let property = field.bytes else { continue }
            var (key, value) = ("", "")
            var entry = Protobuf(property)
            while let part = entry.next() {
                guard let bytes = part.bytes else { continue }
                if part.number == 1 { key = String(decoding: bytes, as: UTF8.self) }
                if part.number == 2 { value = String(decoding: bytes, as: UTF8.self) }
            }
            if key == "character" { return lines(value) }
        }
        return nil
    }

    /// By the scalar: Swift takes a line break together with what it combines with.
    private static func lines(_ text: String) -> [String] {
        var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
        if lines.last == "" { lines.removeLast() }
        return lines
    }
}

/// Walks the fields of one level of a protobuf message; ends early where it is damaged.
struct Protobuf {
    struct Field {
        var number: Int
        /// Of a field that has a length; nil of a number.
        var bytes: UnsafeRawBufferPointer?
    }

    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next() -> Field? {
        guard let tag = varint(), tag >> 3 <= 0x1FFF_FFFF else { return nil }
        let number = Int(tag >> 3)
        switch tag & 7 {
        case 0: return varint() == nil ? nil : Field(number: number)
        case 1: return skip(8) ? Field(number: number) : nil
        case 2:
            guard let count = varint().flatMap(Int.init(exactly:)), count <= bytes.count - place else { return nil }
            defer { place += count }
            return Field(number: number, bytes: UnsafeRawBufferPointer(rebasing: bytes[place..<place + count]))
        case 5: return skip(4) ? Field(number: number) : nil
        default: return nil
        }
    }

    private mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - place else { return false }
        place += count
        return true
    }

    private mutating func varint() -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 64, by: 7) {
            guard place < bytes.count else { return nil }
            let byte = bytes[place]
            place += 1
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        return nil
    }
}
