/// A failure whose message the model sees as the tool's result. Of any other error it learns only that there was one.
public struct ToolFailure: Error, Sendable {
  /// What the model sees.
  public let message: String

  /// A failure with this message.
  public init(_ message: String) { self.message = message }
}
