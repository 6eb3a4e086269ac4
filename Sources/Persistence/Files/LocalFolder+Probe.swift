#if canImport(Glibc)
    import Glibc
#endif

extension LocalFolder {
    /// Writes a small file, flushes it to the disk and deletes it, as a test that the store works. It makes no folder, so
    /// that it leaves nothing that belongs to whoever asked.
    public func probe() throws(BlobError) {
        var template = Array((root + "/.check-XXXXXX").utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw BlobError(errno: errno) }
        defer {
            close(descriptor)
            unlink(template)
        }
        let bytes = [UInt8](repeating: 0x2e, count: 4096)
        let count = write(descriptor, bytes, bytes.count)
        guard count == bytes.count else { throw BlobError(errno: count < 0 ? errno : ENOSPC) }
        guard fsync(descriptor) == 0 else { throw BlobError(errno: errno) }
    }
}
