import Foundation

/// Finds a number with a fraction where a part of a snapshot has a whole one, by rounding more and more of the numbers until it can be read.
enum FractionSearch<Content: Decodable> {
  /// The path to it; nil where the part cannot be read for another reason.
  static func path(in tree: Any) -> String? {
    var paths: [String] = []
    _ = rounded(tree, at: "", first: 0, &paths)
    guard isReadable(tree, rounding: paths.count), !paths.isEmpty else { return nil }
    var (low, high) = (0, paths.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if isReadable(tree, rounding: middle) { high = middle } else { low = middle }
    }
    return paths[high - 1]
  }

  private static func isReadable(_ tree: Any, rounding count: Int) -> Bool {
    var paths: [String] = []
    let changed = rounded(tree, at: "", first: count, &paths)
    guard let content = try? JSONSerialization.data(withJSONObject: changed) else { return false }
    return (try? JSONDecoder().decode(Content.self, from: content)) != nil
  }

  /// The tree with the first numbers rounded; `paths` gets those to all numbers with a fraction.
  private static func rounded(_ value: Any, at path: String, first count: Int, _ paths: inout [String]) -> Any {
    switch value {
    case let members as [String: Any]:
      var changed: [String: Any] = [:]
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        changed[name] = rounded(member, at: path.isEmpty ? name : path + "." + name, first: count, &paths)
      }
      return changed
    case let elements as [Any]:
      return elements.enumerated().map { rounded($1, at: "\(path).\($0)", first: count, &paths) }
    case let number as NSNumber where number.doubleValue != number.doubleValue.rounded():
      paths.append(path)
      return paths.count <= count ? number.doubleValue.rounded() : number
    default: return value
    }
  }
}
