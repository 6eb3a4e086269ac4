import Testing

@testable import JobQueue

/// Slots that share the claims of a queue, played event by event.
struct FeedStateTests {
    private var feed = FeedState<String>()

    /// What a step is, in a word that can be compared.
    private mutating func step(isStopped: Bool = false) -> String {
        switch feed.step(isStopped: isStopped) {
        case .take(let job): "take \(job)"
        case .leave: "leave"
        case .ask(let question): "ask \(question.count) end \(question.done)"
        case .listen: "listen"
        case nil: "wait"
        }
    }

    private func question(_ count: Int, _ done: [String] = []) -> FeedState<String>.Question {
        .init(count: count, done: done)
    }

    @Test mutating func oneSlotAsksForAllThatAreFree() {
        for _ in 0..<3 { feed.arrive(ended: nil) }
        #expect(step() == "ask 3 end []")
        #expect(step() == "wait")
        feed.answered(question(3), with: ["a", "b"])
        #expect(step() == "take a")
        #expect(step() == "take b")
        // The third asks again: somebody may have made another meanwhile.
        #expect(step() == "ask 1 end []")
    }

    @Test mutating func anEmptyAnswerIsListenedAfterByOne() {
        feed.arrive(ended: nil)
        feed.arrive(ended: nil)
        #expect(step() == "ask 2 end []")
        feed.answered(question(2), with: [])
        #expect(step() == "listen")
        #expect(step() == "wait")
        feed.heard()
        #expect(step() == "ask 2 end []")
    }

    @Test mutating func whatIsFinishedEndsWithTheNextQuestion() {
        feed.arrive(ended: nil)
        #expect(step() == "ask 1 end []")
        feed.answered(question(1), with: ["a"])
        #expect(step() == "take a")
        feed.arrive(ended: "a")
        #expect(step() == "ask 1 end [\"a\"]")
        // That question waits for nobody's turn, so its empty answer says nothing.
        feed.answered(question(1, ["a"]), with: [])
        #expect(step() == "ask 1 end []")
        feed.answered(question(1), with: [])
        #expect(step() == "listen")
    }

    @Test mutating func aSlotThatEndedSomethingAsksBesideOneThatListens() {
        feed.arrive(ended: nil)
        #expect(step() == "ask 1 end []")
        feed.answered(question(1), with: [])
        #expect(step() == "listen")
        feed.arrive(ended: "a")
        // The listener takes no job before its bell rings.
        #expect(step() == "ask 1 end [\"a\"]")
        feed.answered(question(1, ["a"]), with: ["b"])
        #expect(step() == "take b")
    }

    @Test mutating func whatCouldNotBeToldIsToldAgain() {
        feed.arrive(ended: "a")
        #expect(step() == "ask 1 end [\"a\"]")
        feed.failed(question(1, ["a"]))
        feed.arrive(ended: nil)
        #expect(step() == "ask 1 end [\"a\"]")
    }

    @Test mutating func whoStopsEndsWhatIsDoneAndTakesNothing() {
        feed.arrive(ended: "a")
        #expect(step(isStopped: true) == "ask 0 end [\"a\"]")
        feed.answered(question(0, ["a"]), with: [])
        #expect(step(isStopped: true) == "leave")
    }

    @Test mutating func aJobThatWasClaimedIsDoneThoughTheWorkerStops() {
        feed.arrive(ended: nil)
        #expect(step() == "ask 1 end []")
        feed.answered(question(1), with: ["a"])
        #expect(step(isStopped: true) == "take a")
    }

    /// Whatever happens in whatever order, no job is lost or given twice, and somebody always asks or listens while slots are
    /// free.
    @Test func nothingIsLostInAnyOrder() {
        for seed in 0..<200 {
            var random = SystemRandom(seed: UInt64(seed))
            var feed = FeedState<Int>()
            var made = 0
            var taken: [Int] = []
            var ended: Set<Int> = []
            var asking: FeedState<Int>.Question?
            var isListening = false
            var waiting = 0
            for _ in 0..<4 { feed.arrive(ended: nil); waiting += 1 }
            for _ in 0..<400 {
                switch random.next(below: 4) {
                case 0 where asking != nil:
                    let question = asking!
                    asking = nil
                    if random.next(below: 5) == 0 {
                        feed.failed(question)
                        feed.arrive(ended: nil)
                    } else {
                        ended.formUnion(question.done)
                        let count = random.next(below: question.count + 1)
                        feed.answered(question, with: (0..<count).map { made + $0 })
                        made += count
                    }
                case 1 where isListening:
                    isListening = false
                    feed.heard()
                case 2 where !taken.isEmpty:
                    feed.arrive(ended: taken.removeFirst())
                    waiting += 1
                default:
                    guard waiting > 0 else { continue }
                    switch feed.step(isStopped: false) {
                    case .take(let job):
                        #expect(!taken.contains(job) && !ended.contains(job))
                        taken.append(job)
                        waiting -= 1
                    case .ask(let question):
                        #expect(asking == nil)
                        asking = question
                    case .listen:
                        #expect(!isListening)
                        isListening = true
                    case .leave: Issue.record("nobody stops here")
                    case nil: #expect(asking != nil || isListening)
                    }
                }
            }
        }
    }
}

/// Numbers that are the same at each run.
private struct SystemRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

    mutating func next(below bound: Int) -> Int {
        state ^= state << 13
        state ^= state >> 7
        state ^= state << 17
        return Int(state % UInt64(max(1, bound)))
    }
}
