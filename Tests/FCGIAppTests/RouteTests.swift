import Platform
import Testing

@testable import FCGIApp

/// Who may take which route, as docs/security.md says it.
struct RouteTests {
    private let described: [String] = {
        let folder = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let page = Folder.text("/\(folder)/docs/security.md") ?? ""
        return page.split(separator: "\n").filter { line in
            ["| `GET /", "| `POST /"].contains { line.hasPrefix($0) }
        }.map(String.init)
    }()

    @Test func everyRouteIsDescribedWithItsScopeAndBody() {
        #expect(described.sorted() == Routes.all.map(\.row).sorted())
    }

    /// A key that may only read changes nothing.
    @Test func whatChangesSomethingAsksForTheRightToWrite() {
        for route in Routes.all where route.method != .get {
            #expect(route.access == .key(.documentsWrite), "\(route.template)")
        }
    }

    @Test func whatReadsLooksAtNoBody() {
        for route in Routes.all where route.method == .get { #expect(route.body.isEmpty, "\(route.template)") }
    }
}

extension Route {
    /// As the table has it.
    fileprivate var row: String {
        let who =
            switch access {
            case .key(let scope): "`\(scope.rawValue)`"
            case .link: "a link"
            case .open: "anyone"
            case .operators: "operators"
            }
        let forms = body.isEmpty ? "–" : body.map { "`\($0.rawValue)`" }.joined(separator: ", ")
        return "| `\(method.rawValue) \(template)` | \(who) | \(forms) |"
    }
}
