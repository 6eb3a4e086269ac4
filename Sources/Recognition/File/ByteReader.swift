/// Reads numbers out of bytes by offset; nil beyond their end, so that no broken file can make it trap.
struct ByteReader<Bytes: RandomAccessCollection<UInt8>> {
    private let bytes: Bytes
    let count: Int

    init(_ bytes: Bytes) {
        self.bytes = bytes
        count = bytes.count
    }

    func byte(_ offset: Int) -> Int? {
        guard offset >= 0, offset < count else { return nil }
        return Int(bytes[bytes.index(bytes.startIndex, offsetBy: offset)])
    }

    func int16(_ offset: Int, little: Bool = false) -> Int? {
        guard let first = byte(offset), let second = byte(offset + 1) else { return nil }
        return little ? second << 8 | first : first << 8 | second
    }

    func int32(_ offset: Int, little: Bool = false) -> Int? {
        guard let first = int16(offset, little: little), let second = int16(offset + 2, little: little) else {
            return nil
        }
        return little ? second << 16 | first : first << 16 | second
    }

    func starts(with expected: some Collection<UInt8>, at offset: Int) -> Bool {
        zip(offset..., expected).allSatisfy { byte($0) == Int($1) }
    }
}
