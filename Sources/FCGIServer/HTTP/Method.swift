/// The method of a request. Any token may arrive; the names below are those that routes use.
public struct Method: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    /// The token as sent.
    public let rawValue: String

    /// A method from its token.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// `GET`; its routes answer `HEAD` too.
    public static let get = Method(rawValue: "GET")
    /// `HEAD`.
    public static let head = Method(rawValue: "HEAD")
    /// `POST`.
    public static let post = Method(rawValue: "POST")
    /// `PUT`.
    public static let put = Method(rawValue: "PUT")
    /// `PATCH`.
    public static let patch = Method(rawValue: "PATCH")
    /// `DELETE`.
    public static let delete = Method(rawValue: "DELETE")
    /// `OPTIONS`; answered by the router where no route does.
    public static let options = Method(rawValue: "OPTIONS")

    /// The token as sent.
    public var description: String { rawValue }
}
