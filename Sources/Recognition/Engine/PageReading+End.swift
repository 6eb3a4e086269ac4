import Domain

extension RecognitionError {
    /// Whether what was read of the page before still holds: only the engine or its time came to an end.
    var leavesWhatWasRead: Bool { self == .deadline || self == .engine }
}

extension PageReading {
    /// Records that a later look at the page was cut short, and by what.
    mutating func ended(by error: RecognitionError) {
        parameters[error == .deadline ? "deadline" : "engine_gave_up"] = "true"
    }
}
