#if canImport(Glibc)
    import Glibc
#endif

/// Reading of folders and small text files, without Foundation.
public enum Folder {
    /// The names in a folder, in the order of the alphabet, without `.` and `..`; none where it cannot be read.
    public static func names(_ path: String) -> [String] {
        guard let directory = opendir(path) else { return [] }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// The files below a folder whose names end as `suffix`, as paths below it: those of the folder itself, then those of
    /// its folders in turn.
    public static func files(_ path: String, suffix: String) -> [String] {
        let names = names(path)
        return names.filter { $0.hasSuffix(suffix) }
            + names.flatMap { name in files("\(path)/\(name)", suffix: suffix).map { "\(name)/\($0)" } }
    }

    /// A whole file as text; nil where it cannot be read.
    public static func text(_ path: String) -> String? {
        guard let file = fopen(path, "r") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while case let count = fread(&chunk, 1, chunk.count, file), count > 0 { bytes += chunk[..<count] }
        return String(decoding: bytes, as: UTF8.self)
    }
}
