import CMariaDB

/// The memory behind a statement's parameters: MYSQL_BIND holds addresses, so nothing here may move.
final class ParameterBuffers {
    let binds: UnsafeMutablePointer<MYSQL_BIND>
    private let count: Int
    private var buffers: [UnsafeMutableRawPointer] = []

    init(_ parameters: [Parameter]) {
        count = parameters.count
        binds = .allocate(capacity: max(1, count))
        binds.initialize(repeating: MYSQL_BIND(), count: max(1, count))
        for (index, parameter) in parameters.enumerated() {
            switch parameter {
            case .null: binds[index].buffer_type = MYSQL_TYPE_NULL
            case .int(var value):
                withUnsafeBytes(of: &value) { bind(index, MYSQL_TYPE_LONGLONG, $0) }
            case .text(var text):
                text.withUTF8 { bind(index, MYSQL_TYPE_STRING, UnsafeRawBufferPointer($0)) }
            case .bytes(let bytes):
                bytes.withUnsafeBytes { bind(index, MYSQL_TYPE_BLOB, $0) }
            }
        }
    }

    deinit {
        for buffer in buffers { buffer.deallocate() }
        binds.deallocate()
    }

    private func bind(_ index: Int, _ type: enum_field_types, _ bytes: UnsafeRawBufferPointer) {
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: max(1, bytes.count), alignment: 8)
        if let base = bytes.baseAddress { buffer.copyMemory(from: base, byteCount: bytes.count) }
        buffers.append(buffer)
        binds[index].buffer_type = type
        binds[index].buffer = buffer
        binds[index].buffer_length = UInt(bytes.count)
        binds[index].length_value = UInt(bytes.count)
    }
}

/// The memory that rows are fetched into, kept for the next run. A column begins with room for 256 bytes and grows.
final class ResultBuffers {
    let columns: Int
    let binds: UnsafeMutablePointer<MYSQL_BIND>
    private let lengths: UnsafeMutablePointer<UInt>
    private let nulls: UnsafeMutablePointer<my_bool>
    private let errors: UnsafeMutablePointer<my_bool>

    init(columns: Int) {
        self.columns = columns
        let count = max(1, columns)
        binds = .allocate(capacity: count)
        binds.initialize(repeating: MYSQL_BIND(), count: count)
        lengths = .allocate(capacity: count)
        lengths.initialize(repeating: 0, count: count)
        nulls = .allocate(capacity: count)
        nulls.initialize(repeating: 0, count: count)
        errors = .allocate(capacity: count)
        errors.initialize(repeating: 0, count: count)
        for index in 0..<columns {
            binds[index].buffer_type = MYSQL_TYPE_STRING
            binds[index].buffer = .allocate(byteCount: 256, alignment: 8)
            binds[index].buffer_length = 256
            binds[index].length = lengths + index
            binds[index].is_null = nulls + index
            binds[index].error = errors + index
        }
    }

    deinit {
        for index in 0..<columns { binds[index].buffer.deallocate() }
        binds.deallocate()
        lengths.deallocate()
        nulls.deallocate()
        errors.deallocate()
    }

    /// The row just fetched; `refetch` is asked for each column that did not fit, with a buffer that does.
    func row(
        refetch: (Int, UnsafeMutablePointer<MYSQL_BIND>) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> Row {
        var values: [String?] = []
        values.reserveCapacity(columns)
        for index in 0..<columns {
            guard nulls[index] == 0 else {
                values.append(nil)
                continue
            }
            let length = Int(lengths[index])
            if length > Int(binds[index].buffer_length) {
                try fetchLarge(index, length, refetch, into: &values)
            } else {
                values.append(text(binds[index].buffer, length))
            }
        }
        return Row(columns: values)
    }

    /// A large value gets memory of its own for the moment: the kept buffers stay small.
    private func fetchLarge(
        _ index: Int, _ length: Int, _ refetch: (Int, UnsafeMutablePointer<MYSQL_BIND>) throws(DatabaseError) -> Void,
        into values: inout [String?]
    ) throws(DatabaseError) {
        var bind = MYSQL_BIND()
        let buffer = UnsafeMutableRawPointer.allocate(byteCount: length, alignment: 8)
        defer { buffer.deallocate() }
        bind.buffer_type = MYSQL_TYPE_STRING
        bind.buffer = buffer
        bind.buffer_length = UInt(length)
        bind.length = lengths + index
        bind.is_null = nulls + index
        bind.error = errors + index
        try refetch(index, &bind)
        values.append(text(buffer, length))
    }

    private func text(_ buffer: UnsafeMutableRawPointer, _ length: Int) -> String {
        String(decoding: UnsafeRawBufferPointer(start: buffer, count: length), as: UTF8.self)
    }
}
