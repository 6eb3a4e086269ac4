/// Finds the route of a path: a tree over segments. A literal segment wins over `{name}`.
public struct Router<Context>: Sendable {
    /// What a method and a path lead to.
    enum Match {
        case route(Route<Context>, captures: [(name: String, value: String)])
        case methodNotAllowed(allow: [Method])
        case notFound
    }

    private struct Node: Sendable {
        var literals: [String: Int] = [:]
        var parameter: Int?
        var routes: [Route<Context>] = []
    }

    private var nodes = [Node()]

    /// A router for the routes. Two routes with one method and one path are a mistake in our code and stop the process.
    public init(_ routes: [Route<Context>]) {
        for route in routes { insert(route) }
    }

    func match(_ method: Method, _ segments: [String]) -> Match {
        guard let node = find(segments[...], from: 0) else { return .notFound }
        let routes = nodes[node].routes
        let found = routes.first { $0.method == method } ?? routes.first { method == .head && $0.method == .get }
        guard let route = found else { return .methodNotAllowed(allow: Self.allow(routes)) }
        return .route(route, captures: RouteSegment.captures(route.segments, segments))
    }

    private func find(_ segments: ArraySlice<String>, from node: Int) -> Int? {
        guard let first = segments.first else { return nodes[node].routes.isEmpty ? nil : node }
        let rest = segments.dropFirst()
        if let next = nodes[node].literals[first], let found = find(rest, from: next) { return found }
        guard let next = nodes[node].parameter, !first.isEmpty else { return nil }
        return find(rest, from: next)
    }

    private mutating func insert(_ route: Route<Context>) {
        var node = 0
        for segment in route.segments {
            switch segment {
            case .literal(let text): node = child(nodes[node].literals[text]) { $0.nodes[node].literals[text] = $1 }
            case .parameter: node = child(nodes[node].parameter) { $0.nodes[node].parameter = $1 }
            }
        }
        let isTaken = nodes[node].routes.contains { $0.method == route.method }
        precondition(!isTaken, "two routes for \(route.method) \(route.template)")
        nodes[node].routes.append(route)
    }

    private mutating func child(_ existing: Int?, attach: (inout Router, Int) -> Void) -> Int {
        if let existing { return existing }
        nodes.append(Node())
        attach(&self, nodes.count - 1)
        return nodes.count - 1
    }

    private static func allow(_ routes: [Route<Context>]) -> [Method] {
        let methods = routes.map(\.method)
        return methods + (methods.contains(.get) && !methods.contains(.head) ? [.head] : [])
            + (methods.contains(.options) ? [] : [.options])
    }
}
