import FCGIServer

/// Every route of the product, one file per resource, behind its gate. How the service is, is for load balancers, which
/// ask all the time and have no key.
enum Routes {
    static let all: [Route<HandlerContext>] =
        (DocumentRoutes.all + DocumentResultRoutes.all + VersionRoutes.all + TaskRoutes.all + UsageRoutes.all
        + OCRRoutes.keyed + ServiceRoutes.keyed).map(Gate.byKey)
        + ResultRoutes.all.map(Gate.byAddress) + ServiceRoutes.open + OCRRoutes.open + MetricsRoutes.all
}
