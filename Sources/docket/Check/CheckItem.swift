/// What came of one check.
struct CheckItem: Equatable {
    /// How it stands, by the mark that the screen shows.
    enum State: String {
        case ok
        /// It works, and somebody should look at it.
        case warn
        case fail = "FAIL"
    }

    let name: String
    let state: State
    /// A fact where all is well, otherwise what is wrong and what to do.
    let message: String

    init(_ name: String, _ state: State, _ message: String) {
        self.name = name
        self.state = state
        self.message = message
    }
}
