/// Who of a queue's slots does what: takes a job, asks the database for all that are free, listens for the bell, or waits
/// for another of them to do so. One slot asks at a time, for all, and ends with the question what the others have finished
/// that wrote nothing.
struct FeedState<Job> {
    /// What a slot is to do now.
    enum Step {
        case take(Job)
        /// The worker stops, and there is nothing left to end.
        case leave
        case ask(Question)
        case listen
    }

    /// What is asked of the database: so many jobs, and the end of those that are done.
    struct Question {
        let count: Int
        let done: [Job]
    }

    private var jobs: [Job] = []
    private var finished: [Job] = []
    private var slots = 0
    private var isAsking = false
    private var isListening = false
    /// The last answer was empty, and nothing has happened since that would give another.
    private var isQuiet = false

    init() {}

    /// A slot is free; `ended` wrote nothing and ends with the next question.
    mutating func arrive(ended: Job?) {
        if let ended { finished.append(ended) }
        slots += 1
    }

    /// What a free slot does now; nil: it waits until something changes.
    mutating func step(isStopped: Bool) -> Step? {
        if let job = jobs.popLast() {
            slots -= 1
            return .take(job)
        }
        if isStopped, finished.isEmpty {
            slots -= 1
            return .leave
        }
        if isAsking || (isListening && finished.isEmpty) { return nil }
        if isQuiet, finished.isEmpty {
            isQuiet = false
            isListening = true
            return .listen
        }
        isAsking = true
        defer { finished = [] }
        // Who listens takes no job before its bell rings.
        return .ask(Question(count: isStopped ? 0 : max(1, slots - (isListening ? 1 : 0)), done: finished))
    }

    /// The database gave jobs, the first to be done first. A question that also ended jobs does not wait for a tenant's turn,
    /// so its empty answer says nothing.
    mutating func answered(_ question: Question, with claimed: [Job]) {
        isAsking = false
        jobs += claimed.reversed()
        isQuiet = claimed.isEmpty && question.done.isEmpty && !isListening
    }

    /// The database did not answer: what was to be ended is ended with the next question, and the slot goes to see why. One that
    /// did end is passed over then.
    mutating func failed(_ question: Question) {
        isAsking = false
        finished += question.done
        slots -= 1
    }

    /// The bell rang, or was listened for long enough.
    mutating func heard() {
        isListening = false
        isQuiet = false
    }
}
