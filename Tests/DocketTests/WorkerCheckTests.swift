import Testing

@testable import docket

@Suite struct WorkerCheckTests {
    private func worker(_ queues: String, _ seconds: Int, _ label: String = "host/1") -> WorkerCheck.Worker {
        WorkerCheck.Worker(label: label, queues: queues, secondsSinceSeen: seconds)
    }

    @Test func servedQueues() {
        let item = WorkerCheck.judge(
            queues: ["ocr", "llm"], workers: [worker("ocr:1", 60), worker("llm:8,extraction:2", 0)])
        #expect(item == CheckItem("workers", .ok, "2, every queue is served"))
    }

    @Test func aQueueThatNobodyServes() {
        for workers in [
            [], [worker("ocr:1", 1)], [worker("ocr:1", 1), worker("llm:1", 61)], [worker("ocr:1,llm2:1", 1)],
        ] {
            let item = WorkerCheck.judge(queues: ["ocr", "llm"], workers: workers)
            #expect(item.state == .fail && item.message.contains("llm"))
        }
    }

    @Test func aLostWorkerAmongOthers() {
        let item = WorkerCheck.judge(queues: ["ocr"], workers: [worker("ocr:1", 1), worker("ocr:1", 300, "host/2")])
        #expect(item.state == .warn && item.message.contains("host/2 for 300 s"))
    }
}
