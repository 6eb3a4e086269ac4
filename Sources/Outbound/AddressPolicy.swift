import Domain

/// Which addresses a client may connect to. It is asked for each connection with the very address that is about to be
/// connected, so a name that resolves differently a moment later gains nothing.
public struct AddressPolicy: Sendable {
    /// Whether a connection may be made; nil stands for a unix socket.
    let allows: @Sendable (IPAddress?) -> Bool

    /// Public addresses alone: for what a tenant or a document names.
    public static let publicOnly = AddressPolicy { $0?.isPublic == true }

    /// Any address, and unix sockets: for what the operator has configured.
    public static let configured = AddressPolicy { _ in true }
}
