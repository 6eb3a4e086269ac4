import Domain
import FCGIServer
import Persistence

/// What stands before a route: requests are counted, by key where the key holds, else by address. An address that has
/// sent too many credentials that do not hold gets no more looked up; keys that this process knows pass all the same, so
/// that nobody's mistake shuts out a neighbour behind the same address.
enum Gate {
    /// The route with the gate before it.
    static func before(_ route: Route) -> FCGIServer.Route<HandlerContext> {
        switch route.access {
        case .key(let scope): byKey(route, scope)
        case .link: byAddress(route)
        // Load balancers and scrapers ask all the time.
        case .open, .operators: FCGIServer.Route(route.method, route.template, route.handler)
        }
    }

    /// A route that needs a key.
    private static func byKey(_ route: Route, _ scope: Route.Scope) -> FCGIServer.Route<HandlerContext> {
        FCGIServer.Route(route.method, route.template) { request, context in
            let key = try request.key()
            let standing = try admit(key, request, context)
            context.standing = standing
            defer { context.standing = nil }
            return try telling(standing, policy: "key") {
                do {
                    return try authorised(key, scope, &context) { try route.handler(request, &$0) }
                } catch let error as DatabaseError where error.isCredentialRefused {
                    context.settings.limiter.forget(.key(key))
                    try refused(request, context)
                    throw error
                }
            }
        }
    }

    /// What is wrong with a body is found before any routine is asked, and told only to a key that may send one.
    private static func authorised(
        _ key: Digest, _ scope: Route.Scope, _ context: inout HandlerContext,
        _ body: (inout HandlerContext) throws -> Response
    ) throws -> Response {
        do {
            return try body(&context)
        } catch let error as BodyProblem {
            try context.app.keyRequire(key: key, scope: scope.rawValue)
            throw error.problem
        }
    }

    /// A route whose credential is in its path.
    private static func byAddress(_ route: Route) -> FCGIServer.Route<HandlerContext> {
        FCGIServer.Route(route.method, route.template) { request, context in
            guard let address = request.customer else { return try route.handler(request, &context) }
            let standing = try take(address, context)
            guard standing.isAllowed else { throw HTTPProblem.overAddressLimit(standing) }
            return try telling(standing, policy: "address") { try route.handler(request, &context) }
        }
    }

    private static func admit(
        _ key: Digest, _ request: Request, _ context: HandlerContext
    ) throws -> RateStanding {
        let limiter = context.settings.limiter
        // Nearly every request, so nothing else is looked at.
        if let standing = limiter.spendInHand(.key(key)) { return try allowed(standing) }
        if let address = request.customer, limiter.isExhausted(.address(address)), !limiter.knows(.key(key)),
            !limiter.mayAsk()
        {
            throw HTTPProblem.overAddressLimit(try take(address, context))
        }
        do {
            return try allowed(try take(key, context))
        } catch let error as DatabaseError where error.isCredentialRefused {
            limiter.forget(.key(key))
            try refused(request, context)
            throw error
        }
    }

    private static func allowed(_ standing: RateStanding) throws(HTTPProblem) -> RateStanding {
        guard standing.isAllowed else { throw HTTPProblem.overKeyLimit(standing) }
        return standing
    }

    private static func take(_ key: Digest, _ context: HandlerContext) throws -> RateStanding {
        let app = context.app
        return try context.settings.limiter.spend(.key(key)) { () throws(DatabaseError) in
            RateGrant(try app.rateTake(key: key))
        }
    }

    /// Counts a credential that does not hold; throws where there were too many.
    private static func refused(_ request: Request, _ context: HandlerContext) throws {
        guard let address = request.customer else { return }
        let standing = try take(address, context)
        guard standing.isAllowed else { throw HTTPProblem.overAddressLimit(standing) }
    }

    private static func take(_ address: String, _ context: HandlerContext) throws -> RateStanding {
        let app = context.app
        return try context.settings.limiter.spend(.address(address)) { () throws(DatabaseError) in
            RateGrant(try app.addressTake(address: address))
        }
    }

    /// Adds the standing to an answer, whether it is a success or a problem.
    private static func telling(
        _ standing: RateStanding, policy: String, _ body: () throws -> Response
    ) throws -> Response {
        do {
            var response = try body()
            response.headers.add(standing, policy: policy)
            return response
        } catch {
            guard var problem = error as? HTTPProblem ?? Problems.translate(error) else { throw error }
            problem.headers.add(standing, policy: policy)
            throw problem
        }
    }
}

extension DatabaseError {
    /// Whether a routine refused the credential itself, not what it was used for.
    var isCredentialRefused: Bool {
        if case .refused(status: 401, code: _) = kind { true } else { false }
    }
}
