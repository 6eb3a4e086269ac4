import Glibc
import Platform

/// The numbers that inference uses. Named, not left to the library: results must not depend on what it thinks best.
enum Precision {
    /// `bf16` takes a third less time and gives the same text, where the processor has instructions for it.
    static var best: String {
        Environment.value("DOCKET_ENGINE2_PRECISION") ?? (hasBFloat16 ? "bf16" : "f32")
    }

    private static var hasBFloat16: Bool {
        guard let file = fopen("/proc/cpuinfo", "r") else { return false }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 8192)
        while fgets(&line, Int32(line.count), file) != nil {
            let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
            if text.hasPrefix("flags") {
                return text.split(separator: " ").contains { $0 == "avx512_bf16" || $0 == "amx_bf16" }
            }
        }
        return false
    }
}
