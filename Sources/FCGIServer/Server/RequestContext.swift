/// What a thread keeps between requests, such as its database connection. It never leaves its thread.
public protocol RequestContext: SendableMetatype {
    /// False once it cannot serve another request: the thread drops it and has a new one made for the next.
    var isUsable: Bool { get }
}

extension RequestContext {
    /// True unless a context says otherwise.
    public var isUsable: Bool { true }
}
