import IpaiCore

extension IpaiError {
  /// The same error for callers who know fields and no options: where the hint has `--all-repos`, it gets `'all_repos'`. A hint that
  /// is a command line stays as it is, but for those of the advisor: it is used by people who are not at the machine.
  func namingFields(_ keys: [String]) -> IpaiError {
    if let hint, hint.contains(": ipai advisor ") { return IpaiError(code, message, cause: cause) }
    guard let hint, hint.contains("--"), !hint.contains("ipai "), !hint.contains("git ") else { return self }
    // A longer key first: one may begin with another.
    let named = keys.sorted { $0.count > $1.count }.reduce(hint) { hint, key in
      hint.replacing("--" + key.replacing("_", with: "-"), with: "'\(key)'")
    }
    return IpaiError(code, message, hint: named, cause: cause)
  }
}
