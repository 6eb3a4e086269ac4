import CFCGI

#if canImport(Glibc)
    import Glibc
#endif

/// libfcgi's side of one connection at a time. Belongs to one thread.
struct Connection: ~Copyable {
    private let request: UnsafeMutablePointer<FCGX_Request>

    init() {
        request = .allocate(capacity: 1)
        request.initialize(to: FCGX_Request())
        // No listening socket: where libfcgi wants another connection, it must fail rather than accept one.
        FCGX_InitRequest(request, -1, FCGI_FAIL_ACCEPT_ON_INTR)
    }

    deinit {
        FCGX_Free(request, 1)
        request.deallocate()
    }

    /// Takes over an accepted connection and reads the parameters of its request; nil where it sends none.
    func open(_ descriptor: Int32) -> Parameters? {
        request.pointee.ipcFd = descriptor
        // libfcgi keeps a connection it is told to keep, and reads the next request from it: this one.
        request.pointee.keepConnection = 1
        let accepted = FCGX_Accept_r(request) == 0
        // One request a connection, whatever the web server asks for: a kept connection would hold its thread.
        request.pointee.keepConnection = 0
        guard accepted, let list = request.pointee.envp else { return nil }
        return Parameters(copying: list)
    }

    /// The body's bytes, valid until `finish`.
    var bodySource: RequestBody.Source {
        let stream = request.pointee.in
        return { buffer in
            guard let start = buffer.baseAddress?.assumingMemoryBound(to: CChar.self) else { return 0 }
            return Int(FCGX_GetStr(start, Int32(clamping: buffer.count), stream))
        }
    }

    /// Sends the answer, and what was spooled behind it, and closes. A client that has left is no error of ours.
    func finish(_ answer: [UInt8], _ spooled: Spooled? = nil) {
        if answer.withUnsafeBytes({ put($0) }) { spooled?.forEachPart { put($0) } }
        FCGX_Finish_r(request)
    }

    private func put(_ bytes: UnsafeRawBufferPointer) -> Bool {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 20))
            let start = part.baseAddress?.assumingMemoryBound(to: CChar.self)
            guard FCGX_PutStr(start, Int32(part.count), request.pointee.out) >= 0 else { return false }
            rest = rest.dropFirst(part.count)
        }
        return true
    }
}
