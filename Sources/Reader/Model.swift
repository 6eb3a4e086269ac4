import COpenVINO
import Platform

/// OpenVINO, loaded from a folder.
struct OpenVINO {
    fileprivate let library: OpaquePointer
    /// As it calls itself, without the name of its build: `2026.4.1`.
    var version: String {
        String(String(cString: copenvino_version(library)).prefix { $0 != "-" })
    }

    /// - Throws: `SettingError`.
    init(folder: String) throws {
        library = try Explained { copenvino_open(folder, $0, $1) }
    }
}

/// A compiled model.
final class Model {
    private let model: OpaquePointer

    /// - Parameters:
    ///   - precision: `f32` or `bf16`.
    ///   - cachedKernels: kernels compiled for a shape that are kept; each model has one for each of its dozens of layers.
    /// - Throws: `SettingError`.
    init(_ openvino: OpenVINO, path: String, precision: String, cachedKernels: Int) throws {
        model = try Explained { copenvino_load(openvino.library, path, precision, Int32(cachedKernels), $0, $1) }
    }

    /// Gives the output and its shape to `body`; both are good within it only.
    ///
    /// - Throws: `SettingError`, and what `body` throws.
    func run<Result>(
        _ input: inout [Float], shape: [Int], _ body: (UnsafeBufferPointer<Float>, [Int]) throws -> Result
    ) throws -> Result {
        precondition(shape.count == 4 && shape.reduce(1, *) <= input.count)
        let dims = shape.map(Int64.init)
        var outputDims = [Int64](repeating: 0, count: 4)
        var output: UnsafePointer<Float>?
        let failure = input.withUnsafeMutableBufferPointer { input in
            ErrorText.fill { copenvino_run(model, input.baseAddress, dims, &output, &outputDims, $0, $1) == 0 }
        }
        if let failure { throw SettingError(failure) }
        let outputShape = outputDims.map(Int.init)
        return try body(
            UnsafeBufferPointer(start: output, count: outputShape.reduce(1, *)), outputShape)
    }
}

private func Explained(_ make: (UnsafeMutablePointer<CChar>, Int) -> OpaquePointer?) throws -> OpaquePointer {
    var made: OpaquePointer?
    let failure = ErrorText.fill {
        made = make($0, $1)
        return made != nil
    }
    guard let made else { throw SettingError(failure ?? "OpenVINO gave nothing") }
    return made
}

/// Room for a C call to say what went wrong.
private enum ErrorText {
    /// Nil where `call` says true.
    static func fill(_ call: (UnsafeMutablePointer<CChar>, Int) -> Bool) -> String? {
        var text = [CChar](repeating: 0, count: 1024)
        let isDone = text.withUnsafeMutableBufferPointer { call($0.baseAddress!, $0.count) }
        guard !isDone else { return nil }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
