import Domain
import FCGIServer
import Persistence
import Platform

/// What Prometheus scrapes: queues and workers over all tenants, none of them by name.
enum MetricsRoutes {
    static let all: [Route] = [Route(.get, "/metrics", access: .operators, metrics)]

    /// Shown only where nginx adds `DOCKET_INTERNAL`, which no client can send.
    @Sendable
    private static func metrics(_ request: Request, _ context: inout HandlerContext) throws -> Response {
        guard request.parameters["DOCKET_INTERNAL"] != nil else {
            throw HTTPProblem(.notFound, "not_found", "Check the address: there is nothing here.")
        }
        let queues = try context.app.metricsQueues()
        let histograms = try context.app.metricsHistograms()
        let workers = try context.app.metricsWorkers()
        var text = PrometheusText()
        text.metric("app_build_info", .gauge, "The version that answers.") { $0.sample(["version": Build.version], 1) }
        depths(&text, queues)
        totals(&text, queues)
        histogram(&text, "app_job_wait_seconds", "From ready to the claim.", "wait", Histogram.waitBounds, histograms)
        histogram(
            &text, "app_job_duration_seconds", "Work on one attempt.", "duration", Histogram.durationBounds, histograms)
        text.metric("app_workers", .gauge, "Workers heard of in the last two minutes.") {
            $0.sample([:], workers.workers)
        }
        text.metric("app_worker_busy", .gauge, "Jobs that workers hold.") { $0.sample([:], workers.busy) }
        text.metric("app_second_engine_losses_total", .counter, "Pages at which the second engine was lost.") {
            $0.sample([:], workers.secondEngineLosses)
        }
        var page = Response.bytes(Array(text.text.utf8), contentType: "text/plain; version=0.0.4; charset=utf-8")
        page.headers["Cache-Control"] = "no-store"
        return page
    }

    private static func depths(_ text: inout PrometheusText, _ queues: [MetricsQueuesRow]) {
        text.metric("app_jobs", .gauge, "Jobs by queue and state.") { samples in
            for row in queues {
                samples.sample(["queue": row.queue, "state": "scheduled"], row.scheduled)
                samples.sample(["queue": row.queue, "state": "waiting"], row.waiting)
                samples.sample(["queue": row.queue, "state": "ready"], row.ready)
                samples.sample(["queue": row.queue, "state": "running"], row.running)
                samples.sample(["queue": row.queue, "state": "failed"], row.failed)
                samples.sample(["queue": row.queue, "state": "dead"], row.dead)
            }
        }
        text.metric("app_job_oldest_ready_age_seconds", .gauge, "How long the first ready job has waited.") { samples in
            for row in queues { samples.sample(["queue": row.queue], row.oldestReadyS.text) }
        }
        text.metric("app_job_longest_running_seconds", .gauge, "How long the longest-running job runs.") { samples in
            for row in queues { samples.sample(["queue": row.queue], row.longestRunningS.text) }
        }
        text.metric("app_worker_last_success_timestamp_seconds", .gauge, "When a job last ended well.") { samples in
            for row in queues { if let at = row.lastDoneAt?.seconds { samples.sample(["queue": row.queue], at) } }
        }
    }

    private static func totals(_ text: inout PrometheusText, _ queues: [MetricsQueuesRow]) {
        text.metric("app_jobs_enqueued_total", .counter, "Jobs made, and made ready again.") { samples in
            for row in queues { samples.sample(["queue": row.queue], row.enqueuedTotal) }
        }
        text.metric("app_jobs_finished_total", .counter, "Attempts that ended, by outcome.") { samples in
            for row in queues {
                samples.sample(["queue": row.queue, "outcome": "ok"], row.doneTotal)
                samples.sample(["queue": row.queue, "outcome": "retry"], row.retriedTotal)
                samples.sample(["queue": row.queue, "outcome": "dead"], row.givenUpTotal)
                samples.sample(["queue": row.queue, "outcome": "cancelled"], row.cancelledTotal)
            }
        }
        text.metric("app_lease_expired_total", .counter, "Leases that ran out: workers that died or hung.") { samples in
            for row in queues { samples.sample(["queue": row.queue], row.crashedTotal) }
        }
    }

    /// With every bound for every queue, also where nothing fell: sums over queues need the same buckets.
    private static func histogram(
        _ text: inout PrometheusText, _ name: String, _ help: String, _ metric: String, _ bounds: [Double],
        _ rows: [MetricsHistogramsRow]
    ) {
        text.metric(name, .histogram, help) { samples in
            let queues = Dictionary(grouping: rows.filter { $0.metric == metric }, by: \.queue)
            for (queue, rows) in queues.sorted(by: { $0.key < $1.key }) {
                let measured = Dictionary(rows.map { ($0.upTo.value, $0) }, uniquingKeysWith: { first, _ in first })
                samples.histogram(
                    ["queue": queue],
                    // Workers of another version may have had others.
                    Set(bounds).union(measured.keys).sorted().map { bound in
                        let row = measured[bound]
                        return (
                            bound: bound == Histogram.longest ? nil : "\(bound)", count: row?.observations ?? 0,
                            seconds: row?.seconds.value ?? 0
                        )
                    })
            }
        }
    }
}

extension DecimalText {
    fileprivate var value: Double { Double(text) ?? 0 }
}
