import Domain
import Persistence
import Recognition

/// An engine for images that are in the store: the directory that it is given is the key that they lie below.
struct StoredImages: RecognitionEngine {
    let store: any FileStore
    let engine: any RecognitionEngine

    func read(
        _ image: PreparedImage, in directory: String, number: Int, deadline: Double, isCancelled: @escaping () -> Bool
    ) throws -> Page {
        try store.withFile("\(directory)/\(image.fileName)") { file in
            let open = PreparedImage(
                fileName: file.name, width: image.width, height: image.height, dpi: image.dpi,
                preparation: image.preparation)
            return try engine.read(
                open, in: OpenFile.folder, number: number, deadline: deadline, isCancelled: isCancelled)
        }
    }
}

extension DocumentTools {
    /// Calls `body` with a path of a document's file that is good as long as that takes. Throws `BlobError` where it cannot be
    /// opened, which is tried again: a disk may be back by then.
    func withDocument<Value>(_ key: String, _ body: (String) throws -> Value) throws -> Value {
        try blobs.withFile(key) { try body($0.path) }
    }
}
