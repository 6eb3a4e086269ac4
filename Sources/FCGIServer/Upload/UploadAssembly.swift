import Domain

/// Puts a form together from the events of its parser.
struct UploadAssembly {
    private enum Target {
        case field(String, [UInt8])
        case file
    }

    let limit: Int
    private(set) var upload = Upload()
    private var target: Target?
    private var textSize = 0

    init(limit: Int) { self.limit = limit }

    mutating func take(_ event: MultipartEvent, sink: (ArraySlice<UInt8>) throws -> Void) throws {
        switch event {
        case .partBegin(let part): try begin(part)
        case .partData(let bytes): try add(bytes, sink)
        case .partEnd: try endPart()
        case .end: break
        }
    }

    private mutating func begin(_ part: MultipartPart) throws(HTTPProblem) {
        guard let filename = part.filename else {
            target = .field(part.name, [])
            return
        }
        guard upload.file == nil else {
            throw HTTPProblem(.badRequest, "too_many_files", "Send one file in each request.")
        }
        upload.file = Upload.File(field: part.name, filename: filename, contentType: part.contentType, size: 0)
        target = .file
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, _ sink: (ArraySlice<UInt8>) throws -> Void) throws {
        switch target.take() {
        case .file:
            let size = (upload.file?.size ?? 0) + bytes.count
            guard size <= limit else { throw HTTPProblem.tooLarge(limit: limit) }
            upload.file?.size = size
            try sink(bytes)
            target = .file
        case .field(let name, var text):
            textSize += bytes.count
            guard text.count + bytes.count <= UploadReader.fieldLimit, textSize <= UploadReader.textLimit else {
                throw HTTPProblem(
                    .contentTooLarge, "field_too_large",
                    "Send at most \(UploadReader.fieldLimit) bytes in a text field, \(UploadReader.textLimit) in all.")
            }
            text.append(contentsOf: bytes)
            target = .field(name, text)
        case nil: break
        }
    }

    private mutating func endPart() throws(HTTPProblem) {
        switch target.take() {
        case .file:
            if let file = upload.file, file.size == 0, file.filename.isEmpty { upload.file = nil }
        case .field(let name, let bytes):
            guard let text = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                throw HTTPProblem(.badRequest, "invalid_encoding", "Send text fields as UTF-8 without NUL.")
            }
            upload.fields[name] = text
        case nil: break
        }
    }
}
