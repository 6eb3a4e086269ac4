import Persistence

/// What the work on documents is done with; the same for all slots.
struct DocumentTools: Sendable {
    let blobs: any FileStore
    /// Of tenants that have set none, as Tesseract names them: `eng+deu`.
    let languages: String
    /// Both engines read every image.
    let readsTwice: Bool
}
