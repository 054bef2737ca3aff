/// Writes numbers of things in words.
package enum Count {
  /// A number of things: `1 commit`, `2 commits`.
  package static func text(_ count: Int, _ thing: String) -> String {
    if count == 1 { return "1 \(thing)" }
    return "\(count) \(thing)s"
  }

  /// A number of things with the verb that follows: `1 commit is`, `2 commits are`.
  package static func text(_ count: Int, _ thing: String, _ one: String, _ many: String) -> String {
    if count == 1 { return "\(text(count, thing)) \(one)" }
    return "\(text(count, thing)) \(many)"
  }
}
