import CGit2

/// A reference as it can be typed where a revision is expected.
package struct GitReferenceName: Sendable, Equatable {
  package enum Kind: String, Sendable {
    case head, branch, tag
    case remoteBranch = "remote branch"
  }

  package let kind: Kind
  /// Without what git adds by itself: `main`, `v1.0`, `origin/main`.
  package let text: String

  private static let places: [(String, Kind)] = [
    ("refs/heads/", .branch), ("refs/tags/", .tag), ("refs/remotes/", .remoteBranch),
  ]

  /// nil for a reference that is neither a branch nor a tag, and for a name that is not UTF-8.
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
  /// HEAD, the branches, the tags and the branches of remotes, by name; without what cannot be listed.
  package borrowing func referenceNames() -> [GitReferenceName] {
    var names = git_strarray()
    guard git_reference_list(&names, handle) == 0 else { return [] }
    defer { git_strarray_dispose(&names) }
    let found = (0..<names.count).compactMap { names.strings[$0].flatMap { GitReferenceName($0) } }
    return [GitReferenceName(.head, "HEAD")] + found.sorted { $0.text < $1.text }
  }
}
