/// Paths as they are seen from a folder.
enum RelativePath {
  /// The path as it is seen from `folder`, where both lie beneath `root`; the path as it is otherwise, and where there
  /// is no root. All are absolute and without `.` and `..`.
  static func text(_ path: String, from folder: String, within root: String?) -> String {
    guard let root else { return path }
    let parts = { (text: String) in text.split(separator: "/") }
    let (target, start, top) = (parts(path), parts(folder), parts(root))
    guard !top.isEmpty, target.starts(with: top), start.starts(with: top) else { return path }
    let common = zip(target, start).prefix { $0 == $1 }.count
    let up = Array(repeating: "..", count: start.count - common)
    let steps = up + target.dropFirst(common).map(String.init)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }
}
