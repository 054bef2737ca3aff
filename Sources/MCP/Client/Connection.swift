/// A channel to a server, and what was agreed on it.
struct Connection: Sendable {
  let channel: any Channel
  let server: ServerDescription
  /// Distinguishes this connection from those before it.
  let number: Int
}
