/// This tool.
public enum Baton {
    /// By semantic versioning.
    public static let version = "0.1.0"
}
