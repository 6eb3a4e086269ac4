/// Metrics in Prometheus' text format 0.0.4.
///
///     var text = PrometheusText()
///     text.metric("app_jobs", .gauge, "Jobs by state.") {
///         $0.sample(["queue": "ocr", "state": "ready"], 3)
///     }
public struct PrometheusText: Sendable {
    /// What a metric is to who reads it.
    public enum Kind: String, Sendable {
        /// Only grows, until a restart.
        case counter
        /// Goes up and down.
        case gauge
        /// Buckets that each hold all smaller ones.
        case histogram
    }

    /// The page.
    public private(set) var text = ""

    /// Nothing yet.
    public init() {}

    /// A metric with its samples; one that has none is left out.
    public mutating func metric(_ name: String, _ kind: Kind, _ help: String, _ write: (inout Samples) -> Void) {
        var samples = Samples(name: name)
        write(&samples)
        guard !samples.text.isEmpty else { return }
        text += "# HELP \(name) \(Self.escape(help))\n# TYPE \(name) \(kind.rawValue)\n\(samples.text)"
    }

    private static func escape(_ help: String) -> String {
        help.map { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : String($0) }.joined()
    }

    /// The lines of one metric.
    public struct Samples: Sendable {
        fileprivate let name: String
        fileprivate var text = ""

        fileprivate init(name: String) { self.name = name }

        /// One value.
        public mutating func sample(
            _ labels: KeyValuePairs<String, String>, _ value: some CustomStringConvertible
        ) {
            line("", labels.map { ($0.key, $0.value) }, "\(value)")
        }

        /// A histogram from buckets that are not yet added up: the bound and what is below it and above the one before,
        /// nil for what is above all.
        public mutating func histogram(
            _ labels: KeyValuePairs<String, String>, _ buckets: [(bound: String?, count: Int, seconds: Double)]
        ) {
            let labels = labels.map { ($0.key, $0.value) }
            var total = 0
            for bucket in buckets {
                total += bucket.count
                guard let bound = bucket.bound else { continue }
                line("_bucket", labels + [("le", bound)], "\(total)")
            }
            line("_bucket", labels + [("le", "+Inf")], "\(total)")
            line("_sum", labels, "\(buckets.reduce(0) { $0 + $1.seconds })")
            line("_count", labels, "\(total)")
        }

        private mutating func line(_ suffix: String, _ labels: [(String, String)], _ value: String) {
            text += name + suffix
            if !labels.isEmpty {
                text += "{" + labels.map { "\($0.0)=\"\(Self.escape($0.1))\"" }.joined(separator: ",") + "}"
            }
            text += " \(value)\n"
        }

        private static func escape(_ value: String) -> String {
            value.map { $0 == "\\" ? "\\\\" : $0 == "\"" ? "\\\"" : $0 == "\n" ? "\\n" : String($0) }.joined()
        }
    }
}
