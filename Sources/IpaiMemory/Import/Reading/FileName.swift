/// Names of files.
enum FileName {
  /// The last part of a path, without what follows its last full stop.
  static func withoutEnding(_ path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return name }
    return String(name[..<dot])
  }
}
