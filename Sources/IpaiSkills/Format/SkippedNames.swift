/// What stands in skill folders but is no part of a skill: the data of version control, caches and what editors leave behind.
package enum SkippedNames {
  /// The names of files and folders that are passed over wherever they stand.
  package static let names: Set<String> = [
    ".git", ".hg", ".svn", ".DS_Store", "Thumbs.db", "__pycache__", "node_modules",
  ]
  /// The ends of names that are passed over.
  package static let endings = [".pyc", ".swp", ".swo", "~"]
  /// The starts of names that are passed over.
  package static let beginnings = [".#"]

  /// True for a name that is passed over.
  package static func contains(_ name: String) -> Bool {
    // Most names start and end with letters that none of these has.
    guard let first = name.utf8.first, let last = name.utf8.last else { return false }
    guard "._nT".utf8.contains(first) || "cpo~".utf8.contains(last) else { return false }
    return names.contains(name) || endings.contains(where: name.hasSuffix) || beginnings.contains(where: name.hasPrefix)
  }
}
