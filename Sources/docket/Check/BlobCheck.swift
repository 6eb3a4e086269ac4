import Persistence
import Platform

/// The folder of the files takes a file, and has room.
enum BlobCheck {
    static let name = "blob store"
    private static let mebibyte: UInt64 = 1 << 20

    static func run() -> CheckItem {
        guard let root = Environment.value("DOCKET_BLOBS") else {
            return CheckItem(name, .fail, "DOCKET_BLOBS is not set: set it to the folder of the files")
        }
        return run(root: root)
    }

    static func run(root: String) -> CheckItem {
        let store = LocalFolder(root: root)
        guard let free = store.freeBytes() else {
            return CheckItem(
                name, .fail, "\(root) cannot be opened; make the folder, or set DOCKET_BLOBS to where it is")
        }
        do {
            try store.probe()
        } catch {
            return CheckItem(
                name, .fail,
                "no file can be written to \(root) (\(error)); check its owner and mode, and the file system")
        }
        return judge(free: free, root: root)
    }

    static func judge(free: UInt64, root: String) -> CheckItem {
        if free < 64 * mebibyte {
            return CheckItem(name, .fail, "\(size(free)) free in \(root); make room, uploads are about to fail")
        }
        if free < 1024 * mebibyte { return CheckItem(name, .warn, "\(size(free)) free in \(root); make room soon") }
        return CheckItem(name, .ok, "\(root), \(size(free)) free")
    }

    /// `12.3 GiB`, or `63 MiB` below one.
    static func size(_ bytes: UInt64) -> String {
        guard bytes >= 1024 * mebibyte else { return "\(bytes / mebibyte) MiB" }
        let tenths = bytes / (1024 * mebibyte / 10)
        return "\(tenths / 10).\(tenths % 10) GiB"
    }
}
