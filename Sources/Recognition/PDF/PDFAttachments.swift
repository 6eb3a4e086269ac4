import CPoppler
import Domain

/// A file inside a PDF.
struct PDFAttachment {
    /// The name that the PDF gives it: its sender's, not to be trusted.
    let name: String
    /// Its bytes; nil where it has more than were asked for or cannot be unpacked.
    let bytes: [UInt8]?
}

extension PDFFile {
    /// Gives `use` the files inside the PDF that have a rank, the lowest first, then in the order of the file: at most 20,
    /// each of at most `limit` bytes, `total` in all. One is in memory at a time. Unpacking stops at the limit, so that a
    /// few bytes that unpack to gigabytes cost no more.
    func attachments(
        limit: Int, total: Int, rank: (String) -> Int?, use: (PDFAttachment, _ rank: Int) throws -> Void
    ) rethrows {
        guard let list = poppler_document_get_attachments(document) else { return }
        defer { g_list_free_full(list) { g_object_unref($0) } }
        var found: [(rank: Int, name: String, attachment: UnsafeMutablePointer<PopplerAttachment>)] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let item = next {
            next = item.pointee.next
            guard let attachment = item.pointee.data?.assumingMemoryBound(to: PopplerAttachment.self) else { continue }
            let name = attachment.pointee.name.map { String(cString: $0) } ?? ""
            if let rank = rank(name) { found.append((rank, name, attachment)) }
        }
        let ranked = found.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        var left = total
        for (_, file) in ranked.prefix(20) {
            let (bytes, cost) = Self.unpacked(file.attachment, limit: min(limit, left))
            left -= cost
            try use(PDFAttachment(name: file.name, bytes: bytes), file.rank)
        }
    }

    private final class Sink {
        var bytes: [UInt8] = []
        let limit: Int
        init(limit: Int) { self.limit = limit }
    }

    /// The bytes, and how many were unpacked, also where they were too many.
    private static func unpacked(
        _ attachment: UnsafeMutablePointer<PopplerAttachment>, limit: Int
    ) -> ([UInt8]?, Int) {
        let sink = Sink(limit: limit)
        let isWhole = withExtendedLifetime(sink) {
            poppler_attachment_save_to_callback(
                attachment,
                { buffer, count, user, _ in
                    guard let buffer, let user else { return 0 }
                    let sink = Unmanaged<Sink>.fromOpaque(user).takeUnretainedValue()
                    guard sink.bytes.count + Int(count) <= sink.limit else { return 0 }
                    sink.bytes += UnsafeRawBufferPointer(start: buffer, count: Int(count))
                    return 1
                }, Unmanaged.passUnretained(sink).toOpaque(), nil)
        }
        return (isWhole != 0 ? sink.bytes : nil, sink.bytes.count)
    }
}
