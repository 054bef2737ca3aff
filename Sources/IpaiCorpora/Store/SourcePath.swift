/// Where paths stand to each other, by their bytes: Swift takes texts for equal that name different folders.
enum SourcePath {
  /// Whether `path` is `folder`, or beneath it.
  static func isAtOrBeneath(_ path: String, _ folder: String) -> Bool {
    path.utf8.elementsEqual(folder.utf8) || inner(path, beneath: folder) != nil
  }

  /// The path within a folder; nil when it is not beneath it.
  static func inner(_ path: String, beneath folder: String) -> String? {
    let start = folder + "/"
    guard path.utf8.starts(with: start.utf8) else { return nil }
    return String(decoding: path.utf8.dropFirst(start.utf8.count), as: UTF8.self)
  }
}
