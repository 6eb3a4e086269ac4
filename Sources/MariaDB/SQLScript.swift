/// A file of SQL as the `mariadb` client reads it: statements end at `;`, or at what a `DELIMITER` line says; quotes and
/// comments hide a delimiter.
public struct SQLScript: Sendable {
    /// One statement, with the comment lines that stand before it.
    public struct Statement: Sendable, Hashable {
        /// The lines of `--` comments just before the statement, without the dashes.
        public var comment: [String]
        /// The statement, without its delimiter.
        public var text: String
        /// The line of the file on which it begins, 1 for the first.
        public var line: Int
    }

    /// The statements in their order.
    public let statements: [Statement]

    /// Splits a file.
    public init(_ text: String) {
        var scanner = Scanner(Array(text.utf8))
        statements = scanner.scan()
    }

    private struct Scanner {
        let bytes: [UInt8]
        var index = 0
        var delimiter = Array(";".utf8)
        var comment: [String] = []
        var current: [UInt8] = []
        /// Where the current statement begins.
        var start = 0
        var statements: [Statement] = []

        init(_ bytes: [UInt8]) { self.bytes = bytes }

        mutating func scan() -> [Statement] {
            while index < bytes.count {
                if isLineStart, let word = delimiterCommand() {
                    delimiter = word
                } else if starts(with: delimiter) {
                    index += delimiter.count
                    flush()
                } else if starts(with: Array("--".utf8)) {
                    takeLineComment()
                } else if starts(with: Array("/*".utf8)) {
                    takeBlockComment()
                } else if let quote = quoteMark {
                    takeQuoted(quote)
                } else {
                    if current.isEmpty { start = index }
                    if isBlank(bytes[index]), current.isEmpty { noteBlankLine() } else { current.append(bytes[index]) }
                    index += 1
                }
            }
            flush()
            return statements
        }

        private var isLineStart: Bool { index == 0 || bytes[index - 1] == UInt8(ascii: "\n") }

        private var quoteMark: UInt8? {
            "'\"`".utf8.contains(bytes[index]) ? bytes[index] : nil
        }

        private func isBlank(_ byte: UInt8) -> Bool { byte == 32 || (9...13).contains(byte) }

        private func starts(with prefix: [UInt8]) -> Bool { bytes[index...].starts(with: prefix) }

        /// A comment belongs to the statement that follows it without an empty line.
        private mutating func noteBlankLine() {
            if bytes[index] == UInt8(ascii: "\n"), isLineStart { comment = [] }
        }

        private mutating func delimiterCommand() -> [UInt8]? {
            guard starts(with: Array("DELIMITER ".utf8)) else { return nil }
            let line = restOfLine()
            index += line.count
            return Array(line.dropFirst(10).filter { !isBlank($0) })
        }

        private func restOfLine() -> ArraySlice<UInt8> { bytes[index...].prefix { $0 != UInt8(ascii: "\n") } }

        private mutating func takeLineComment() {
            let line = restOfLine()
            index += line.count
            if current.isEmpty {
                var text = String(decoding: line.dropFirst(2), as: UTF8.self)
                if text.hasPrefix(" ") { text.removeFirst() }
                comment.append(text)
                index += 1
            }
        }

        private mutating func takeBlockComment() {
            index += 2
            while index < bytes.count, !starts(with: Array("*/".utf8)) { index += 1 }
            index = min(bytes.count, index + 2)
        }

        private mutating func takeQuoted(_ quote: UInt8) {
            if current.isEmpty { start = index }
            current.append(quote)
            index += 1
            while index < bytes.count {
                let byte = bytes[index]
                current.append(byte)
                index += 1
                if byte == UInt8(ascii: "\\"), quote != UInt8(ascii: "`"), index < bytes.count {
                    current.append(bytes[index])
                    index += 1
                } else if byte == quote {
                    return
                }
            }
        }

        private mutating func flush() {
            while let last = current.last, isBlank(last) { current.removeLast() }
            if !current.isEmpty {
                statements.append(
                    Statement(
                        comment: comment, text: String(decoding: current, as: UTF8.self),
                        line: 1 + bytes[..<start].count { $0 == UInt8(ascii: "\n") }))
            }
            current = []
            comment = []
        }
    }
}
