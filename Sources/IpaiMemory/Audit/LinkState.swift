/// Whether what a link leads to is still as it was.
package enum LinkState: String, Codable, Sendable, CaseIterable {
  /// It is there, and what was cited of it reads the same.
  case valid
  /// It is there and reads differently.
  case changed
  /// It is not there any more.
  case gone
  /// Git cannot say: it knows nothing of this kind of thing, or there is no repository to ask.
  case unchecked
}
