import IpaiCore

extension Staleness {
  /// How far an index is behind and ahead of its repository, in words; nil when it is neither.
  package static func text(behind: Int, ahead: Int) -> String? {
    let parts = [
      behind > 0 ? Count.text(behind, "commit") + " behind" : nil,
      ahead > 0 ? Count.text(ahead, "commit") + " ahead (no longer reachable)" : nil,
    ].compactMap(\.self)
    return parts.isEmpty ? nil : parts.joined(separator: " and ")
  }
}
