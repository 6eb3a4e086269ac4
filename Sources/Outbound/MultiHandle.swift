import CCurl

/// Runs one transfer at a time, and looks up from it even while nothing moves; it keeps the connections.
final class MultiHandle {
    private let multi = EasyHandle.makeMulti()

    deinit { curl_multi_cleanup(multi) }

    /// How the transfer ended; nil where it was cancelled, and its connection is closed.
    func perform(_ easy: UnsafeMutableRawPointer, _ watch: CancelWatch) -> CURLcode? {
        guard curl_multi_add_handle(multi, easy) == CURLM_OK else { return CURLE_FAILED_INIT }
        defer { curl_multi_remove_handle(multi, easy) }
        while true {
            if watch.isCancelled { return nil }
            var running: Int32 = 0
            guard curl_multi_perform(multi, &running) == CURLM_OK else { return CURLE_FAILED_INIT }
            if let code = ended { return code }
            curl_multi_poll(multi, nil, 0, Int32(CancelWatch.interval * 1000), nil)
        }
    }

    private var ended: CURLcode? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(multi, &left) {
            if message.pointee.msg == CURLMSG_DONE { return message.pointee.data.result }
        }
        return nil
    }
}
