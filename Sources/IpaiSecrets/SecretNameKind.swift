/// How much a name says of its value.
enum SecretNameKind: Sendable {
  /// People choose the value, which may be short.
  case password
  /// The same for a word that has other meanings too, so that only a sign may join the value.
  case passwordIfAssigned
  /// The value is secret, whatever it looks like; programs make most of them.
  case secret
  /// The value may as well be public, such as the token of a page or the id of an object.
  case token
}
