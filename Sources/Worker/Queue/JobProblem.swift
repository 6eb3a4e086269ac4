/// What is wrong with what a job was asked for. Trying again cannot help: its payload stays what it is.
struct JobProblem: Error {
    /// The stable code that stands in the job.
    let code: String
    /// What to do, in a sentence.
    let detail: String
}
