import CUnix

/// The numbers that inference uses. Named, not left to the library: results must not depend on what it thinks best.
enum Precision {
    /// `bf16` takes a third less time and gives the same text, where the processor has instructions for it.
    static var best: String { cunix_has_bfloat16() != 0 ? "bf16" : "f32" }
}
