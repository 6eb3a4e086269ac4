import FCGIServer

/// A route of the product: what the server needs to find it, and what the gate needs to know of who may take it.
///
///     Route(.post, "/documents/{id}/cancel", scope: .documentsWrite, cancel)
struct Route: Sendable {
    /// Who may take it.
    enum Access: Equatable {
        /// Who holds a key with the scope.
        case key(Scope)
        /// Who has a link, which is its path.
        case link
        /// Anyone.
        case open
        /// Who comes through nginx's socket for operators.
        case operators
    }

    /// What a key may be for.
    enum Scope: String {
        case documentsRead = "documents:read"
        case documentsWrite = "documents:write"
    }

    /// A form in which a body is taken.
    enum Body: String {
        case json = "application/json"
        case multipart = "multipart/form-data"
    }

    let method: Method
    let template: String
    let access: Access
    /// The forms of its body; none where none is looked at.
    let body: [Body]
    let handler: FCGIServer.Route<HandlerContext>.Handler

    /// A route that needs a key. Its handler's first routine asks for the same scope: that is what keeps the door.
    init(
        _ method: Method, _ template: String, scope: Scope, body: [Body] = [],
        _ handler: @escaping FCGIServer.Route<HandlerContext>.Handler
    ) {
        self.init(method, template, access: .key(scope), body: body, handler)
    }

    /// A route that needs none.
    init(
        _ method: Method, _ template: String, access: Access, body: [Body] = [],
        _ handler: @escaping FCGIServer.Route<HandlerContext>.Handler
    ) {
        self.method = method
        self.template = template
        self.access = access
        self.body = body
        self.handler = handler
    }
}
