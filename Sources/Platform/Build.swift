/// What this is a build of.
public enum Build {
    /// As the CHANGELOG has it.
    public static let version = "0.1.0"
}
