/// Pages for operators and probes: they need no context, so they answer while the database does not.
///
/// `/fcgi-status` is shown only where the web server adds the parameter `DOCKET_INTERNAL` (nginx: `fastcgi_param
/// DOCKET_INTERNAL 1;` in the internal location). No client can send it; a location that is too wide gives nothing away.
struct OperatorPages: Sendable {
    let scoreboard: Scoreboard
    let socket: ListeningSocket

    func answer(_ request: Request) -> Response? {
        guard request.method == .get || request.method == .head else { return nil }
        switch request.path {
        case "/fcgi-ping":
            var pong = Response.text("pong\n")
            pong.headers["Cache-Control"] = "no-store"
            return pong
        case "/fcgi-status" where request.parameters["DOCKET_INTERNAL"] != nil:
            return status(asJSON: request.query["json"] != nil)
        default:
            return nil
        }
    }

    private func status(asJSON: Bool) -> Response {
        let pool = PoolStatus(
            processes: scoreboard.processes(), backlog: ListenBacklog(socket: socket.descriptor))
        if asJSON { return Response.json { pool.write(&$0) } }
        var page = Response.text(pool.text)
        page.headers["Cache-Control"] = "no-store"
        return page
    }
}
