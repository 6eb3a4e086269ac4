import FCGIServer

/// Every route of the product, one file per resource.
enum Routes {
    static let all: [Route] =
        DocumentRoutes.all + DocumentResultRoutes.all + VersionRoutes.all + TaskRoutes.all + UsageRoutes.all
        + OCRRoutes.all + ServiceRoutes.all + ResultRoutes.all + MetricsRoutes.all

    /// Each behind its gate, as the server takes them.
    static let gated: [FCGIServer.Route<HandlerContext>] = all.map(Gate.before)
}
