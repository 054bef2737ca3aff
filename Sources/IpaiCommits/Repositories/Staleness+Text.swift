import IpaiCore

extension Staleness {
  /// How far an index is behind and ahead of its repository, in words; nil when it is neither.
  package static func text(behind: Int, ahead: Int) -> String? {
    var parts: [String] = []
    if behind > 0 { parts.append(Count.text(behind, "commit") + " behind") }
    if ahead > 0 { parts.append(Count.text(ahead, "commit") + " ahead (no longer reachable)") }
    guard !parts.isEmpty else { return nil }
    return parts.joined(separator: " and ")
  }
}
