import Platform

/// The loop of one thread: take a connection, answer it, close it.
struct ServerThread<Context: RequestContext>: ~Copyable {
    private let server: Server<Context>
    private let monitor: ThreadMonitor
    private let connection = Connection()
    private var context: Context?

    init(_ server: Server<Context>, _ monitor: ThreadMonitor) {
        self.server = server
        self.monitor = monitor
    }

    consuming func run() {
        while let descriptor = server.socket.accept(server.control, monitor) {
            monitor.begin()
            server.noteBegin()
            if let parameters = connection.open(descriptor) { serve(parameters) }
            server.noteEnd(monitor.end())
        }
    }

    private mutating func serve(_ parameters: Parameters) {
        let id = Request.id(parameters)
        // Without the query, which may carry what must not be logged.
        let target = String((parameters["REQUEST_URI"] ?? "/").prefix { $0 != "?" })
        monitor.note(request: id, route: target)
        let response: Response
        var isHead = false
        do throws(HTTPProblem) {
            var request = try Request(parameters, id: id, body: connection.bodySource)
            let control = server.control
            request.isStopping = { control.isStopping }
            isHead = request.method == .head
            response = answer(request)
            request.body.close()
        } catch {
            response = error.response(instance: target, requestID: id)
        }
        connection.finish(
            response.encoded(requestID: id, isHead: isHead), isHead ? nil : response.spooled)
    }

    private mutating func answer(_ request: Request) -> Response {
        if let page = server.pages.answer(request) { return page }
        return server.responder.respond(
            to: request,
            context: { use in
                if context?.isUsable != true {
                    context = nil
                    context = try server.newContext(request.id)
                }
                guard var current = context.take() else { throw HTTPProblem.internalError }
                defer { context = current }
                return try use(&current)
            },
            matched: { monitor.note(route: $0) })
    }
}
