/// Numbers of things, in words.
package enum Count {
  /// `1 commit`, `2 commits`.
  package static func text(_ count: Int, _ thing: String) -> String { "\(count) \(thing)\(count == 1 ? "" : "s")" }

  /// `1 commit is`, `2 commits are`: a number of things with the verb that follows.
  package static func text(_ count: Int, _ thing: String, _ one: String, _ many: String) -> String {
    "\(text(count, thing)) \(count == 1 ? one : many)"
  }
}
