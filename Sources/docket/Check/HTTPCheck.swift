import Outbound

/// The service answers as a client sees it. The URL is not shown, as it may carry a password.
enum HTTPCheck {
    static let name = "http"

    static func run(url: String) -> CheckItem {
        let base = url.hasSuffix("/") ? String(url.dropLast()) : url
        let client = HTTPClient(policy: .configured)
        do {
            let request = OutboundRequest(url: base + "/health", timeoutSeconds: 5, maxResponseBytes: 65_536)
            let response = try client.send(request)
            return judge(status: response.status, body: String(decoding: response.body, as: UTF8.self))
        } catch {
            return CheckItem(name, .fail, "GET /health: \(error); check --url and that nginx runs")
        }
    }

    static func judge(status: Int, body: String) -> CheckItem {
        switch status {
        case 200 where body.filter { !$0.isWhitespace }.contains(#""status":"healthy""#):
            CheckItem(name, .ok, "GET /health is healthy")
        case 200: CheckItem(name, .fail, "GET /health does not come from Docket; check --url and nginx's site")
        case 502, 503, 504:
            CheckItem(name, .fail, "GET /health gave \(status): nginx runs, the API does not; see its log")
        default: CheckItem(name, .fail, "GET /health gave \(status); see the API's log")
        }
    }
}
