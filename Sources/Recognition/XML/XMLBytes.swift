/// The bytes of an XML file without what may not stand around it but does: blanks in front, NULs behind.
struct XMLBytes {
    let bytes: UnsafeRawBufferPointer
    /// Two bytes a character.
    let isWide: Bool
    /// Begins with the mark of UTF-8, which holds whatever the declaration says.
    let isMarkedUTF8: Bool

    init(_ file: UnsafeRawBufferPointer) {
        let head = Array(file.prefix(2))
        isWide = [[0xFF, 0xFE], [0xFE, 0xFF], [0x3C, 0], [0, 0x3C]].contains(head)
        isMarkedUTF8 = file.prefix(3).elementsEqual([0xEF, 0xBB, 0xBF])
        var (start, end) = (isMarkedUTF8 ? 3 : 0, file.count)
        if isWide {
            while end >= 2, end % 2 == 0, file[end - 1] == 0, file[end - 2] == 0 { end -= 2 }
        } else {
            while start < end, [0x20, 0x09, 0x0A, 0x0D].contains(file[start]) { start += 1 }
            while end > start, file[end - 1] == 0 { end -= 1 }
        }
        bytes = UnsafeRawBufferPointer(rebasing: file[start..<end])
    }
}
