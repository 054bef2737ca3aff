/// Why a handler cannot go on within this request. It is meant for the codec, and passes through handlers.
enum Interruption: Error {
  /// A stateless client has to answer these questions first. What the handler wants to know again comes with the answers.
  case needsInput([String: InputRequest], carried: JSON?)
}
