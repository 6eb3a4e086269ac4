#if canImport(Glibc)
    import Glibc
#endif

import Platform

/// A file of the store as it was found.
public struct StoredFile: Sendable, Hashable {
    /// Its key.
    public let key: String
    /// Its bytes.
    public let bytes: Int
}

extension LocalFolder {
    /// Calls `body` for each file that was written before `limit`, seconds since 1970, and lies where the service puts
    /// its uploads and results. What is no plain file is passed over.
    public func forEachFile(writtenBefore limit: Int, _ body: (StoredFile) throws -> Void) rethrows {
        for kind in ["uploads", "results"] {
            for tenant in Folder.names(path(kind)) {
                for month in Folder.names(path("\(kind)/\(tenant)")) {
                    for owner in Folder.names(path("\(kind)/\(tenant)/\(month)")) {
                        try visit("\(kind)/\(tenant)/\(month)/\(owner)", deeper: kind == "results", limit, body)
                    }
                }
            }
        }
    }

    private func visit(
        _ folder: String, deeper: Bool, _ limit: Int, _ body: (StoredFile) throws -> Void
    ) rethrows {
        for name in Folder.names(path(folder)) {
            let key = "\(folder)/\(name)"
            if deeper {
                try visit(key, deeper: false, limit, body)
            } else if let file = file(key, writtenBefore: limit) {
                try body(file)
            }
        }
    }

    private func file(_ key: String, writtenBefore limit: Int) -> StoredFile? {
        var status = stat()
        guard lstat(path(key), &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_mtim.tv_sec < limit else {
            return nil
        }
        return StoredFile(key: key, bytes: Int(status.st_size))
    }

    /// Removes a file that was written before `limit`, and the folder that it leaves empty; false where it is there no
    /// more, or was written anew.
    public func remove(_ file: StoredFile, writtenBefore limit: Int) -> Bool {
        guard self.file(file.key, writtenBefore: limit) != nil, unlink(path(file.key)) == 0 else { return false }
        // A media's folder, or a claim's: nobody writes to it again. The folders above are shared, and stay.
        rmdir(Self.parent(path(file.key)))
        return true
    }
}
