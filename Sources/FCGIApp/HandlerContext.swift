import FCGIServer

/// What each thread keeps for its handlers.
struct HandlerContext: RequestContext {}
