import CGit2

/// The name of a reference as it can be typed where a revision is expected.
package struct GitReferenceName: Sendable, Equatable {
  /// What a reference is, as completions describe it.
  package enum Kind: String, Sendable {
    /// The commit that is checked out, a local branch, a tag.
    case head, branch, tag
    /// A branch of a remote as it was last fetched.
    case remoteBranch = "remote branch"
  }

  /// What the reference is.
  package let kind: Kind
  /// The name without what git adds by itself: `main`, `v1.0`, `origin/main`.
  package let text: String

  private static let places: [(String, Kind)] = [
    ("refs/heads/", .branch), ("refs/tags/", .tag), ("refs/remotes/", .remoteBranch),
  ]

  /// The name of a full reference; nil for one that is neither a branch nor a tag, and for a name that is not UTF-8.
  fileprivate init?(_ name: UnsafePointer<CChar>) {
    guard let name = String(validatingCString: name) else { return nil }
    guard let (prefix, kind) = Self.places.first(where: { name.hasPrefix($0.0) }) else { return nil }
    self.init(kind, String(name.dropFirst(prefix.count)))
  }

  fileprivate init(_ kind: Kind, _ text: String) {
    self.kind = kind
    self.text = text
  }
}

extension GitRepository {
  /// HEAD, followed by the branches, the tags and the branches of remotes in the order of their names; those that cannot be
  /// listed are left out.
  package borrowing func referenceNames() -> [GitReferenceName] {
    var names = git_strarray()
    guard git_reference_list(&names, handle) == 0 else { return [] }
    defer { git_strarray_dispose(&names) }
    let found = (0..<names.count).compactMap { names.strings[$0].flatMap { GitReferenceName($0) } }
    return [GitReferenceName(.head, "HEAD")] + found.sorted { $0.text < $1.text }
  }
}
