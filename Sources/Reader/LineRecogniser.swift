import Domain

/// Reads lines.
struct LineRecogniser {
    let model: Model
    let decoder: LineDecoder

    /// What a line says.
    struct Reading {
        var emissions: [LineDecoder.Emission]
        /// Share of the line's length that a timestep is.
        var stepShare: Double

        /// Mean probability of the characters; 0 for none.
        var confidence: Double {
            emissions.isEmpty ? 0 : emissions.reduce(0) { $0 + $1.probability } / Double(emissions.count)
        }
    }

    /// - Parameter quad: corners in the image, from the one where reading begins.
    func read(_ image: Raster, _ quad: Quad) throws -> Reading {
        var crop = LineCrop(image, quad)
        let shape = [1, 3, LineCrop.height, crop.width]
        return try model.run(&crop.planes, shape: shape) { output, shape in
            guard shape[2] == decoder.classCount, shape[1] > 0 else {
                throw Refusal(reason: "The recognition model does not fit its dictionary; install the engine anew.")
            }
            let stepWidth = Double(crop.width) / Double(shape[1])
            return Reading(emissions: decoder.decode(output), stepShare: stepWidth / Double(crop.contentWidth))
        }
    }
}
