/// How far an index is behind and ahead of its repository, in words; nil when it is neither.
func stalenessText(behind: Int, ahead: Int) -> String? {
  let parts = [
    behind > 0 ? "\(behind) commit\(behind == 1 ? "" : "s") behind" : nil,
    ahead > 0 ? "\(ahead) commit\(ahead == 1 ? "" : "s") ahead (no longer reachable)" : nil,
  ].compactMap(\.self)
  return parts.isEmpty ? nil : parts.joined(separator: " and ")
}
