import FCGIServer

/// Every route of the product, one file per resource.
enum Routes {
    static let all: [Route<HandlerContext>] =
        DocumentRoutes.all + VersionRoutes.all + TaskRoutes.all + ResultRoutes.all + ServiceRoutes.all
        + MetricsRoutes.all
}
