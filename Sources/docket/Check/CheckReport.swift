import Domain

/// All checks of one run.
struct CheckReport {
    let items: [CheckItem]

    /// Nothing failed; warnings are no failure.
    var isHealthy: Bool { !items.contains { $0.state == .fail } }

    /// A line for each.
    var text: String {
        let width = items.map(\.name.count).max() ?? 0
        return items.map { item in
            Self.padded(item.state.rawValue, 4) + "  " + Self.padded(item.name, width) + "  " + item.message
        }.joined(separator: "\n")
    }

    /// The same for a program.
    var json: String {
        var json = JSONWriter()
        json.object {
            $0.member("ok", isHealthy)
            $0.array("items", items) { json, item in
                json.object {
                    $0.member("name", item.name)
                    $0.member("state", item.state.rawValue.lowercased())
                    $0.member("message", item.message)
                }
            }
        }
        return json.text
    }

    private static func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}
