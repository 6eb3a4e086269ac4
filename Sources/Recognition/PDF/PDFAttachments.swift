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
    /// The files inside the PDF whose names satisfy `isWanted`, in the order of the file: at most 20, each of at most
    /// `limit` bytes. Unpacking stops at the limit, so that a few bytes that unpack to gigabytes cost no more.
    func attachments(limit: Int, isWanted: (String) -> Bool) -> [PDFAttachment] {
        guard let list = poppler_document_get_attachments(document) else { return [] }
        defer { g_list_free_full(list) { g_object_unref($0) } }
        var found: [PDFAttachment] = []
        var next: UnsafeMutablePointer<GList>? = list
        while let item = next, found.count < 20 {
            next = item.pointee.next
            guard let attachment = item.pointee.data?.assumingMemoryBound(to: PopplerAttachment.self) else { continue }
            let name = attachment.pointee.name.map { String(cString: $0) } ?? ""
            if isWanted(name) {
                found.append(PDFAttachment(name: name, bytes: Self.unpacked(attachment, limit: limit)))
            }
        }
        return found
    }

    private final class Sink {
        var bytes: [UInt8] = []
        let limit: Int
        init(limit: Int) { self.limit = limit }
    }

    private static func unpacked(_ attachment: UnsafeMutablePointer<PopplerAttachment>, limit: Int) -> [UInt8]? {
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
        return isWhole != 0 ? sink.bytes : nil
    }
}
