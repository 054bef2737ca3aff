import Foundation
import IpaiCore

/// Looks for links to files that are not there.
struct LinkCheck {
  let tree: SkillTree
  /// The path of the file that holds the links.
  let file: String

  /// A warning for each link of a text that leads to no file of the skill.
  func findings(_ text: UnsafeRawBufferPointer, firstLine: Int) -> [SkillFinding] {
    var paths: Set<String>?
    var findings: [SkillFinding] = []
    for link in MarkdownLinks.links(in: text) {
      guard let target = Self.localPath(link.target) else { continue }
      let known = paths ?? Self.paths(of: tree)
      paths = known
      guard let path = resolve(target) else {
        findings.append(finding(link, firstLine, "leads out of the skill", "copy what it leads to into the skill"))
        continue
      }
      if !known.contains(path) {
        findings.append(finding(link, firstLine, "leads to a file that is not there", "add the file or fix the link"))
      }
    }
    return findings
  }

  private func finding(_ link: MarkdownLinks.Link, _ firstLine: Int, _ problem: String, _ hint: String) -> SkillFinding
  {
    SkillFinding(
      .warning, file: file, line: firstLine + link.line, "the link '\(link.target.prefix(120))' \(problem)", hint: hint)
  }

  /// The paths of all files and folders; that of the skill's own folder is empty.
  private static func paths(of tree: SkillTree) -> Set<String> {
    var paths: Set<String> = [""]
    for file in tree.files {
      var path = file.path[...]
      while paths.insert(String(path)).inserted, let slash = PathText.lastSlash(in: path) { path = path[..<slash] }
    }
    return paths
  }

  /// The path that a link names; nil when it is an address, a place in the same file or a path of another kind.
  static func localPath(_ target: String) -> String? {
    let path = target.prefix { $0 != "#" && $0 != "?" }
    guard let first = path.first, first != "/", !hasScheme(path) else { return nil }
    return path.contains("%") ? path.removingPercentEncoding ?? String(path) : String(path)
  }

  /// True for what starts like an address (RFC 3986, section 3.1).
  private static func hasScheme(_ text: Substring) -> Bool {
    guard let colon = text.firstIndex(of: ":") else { return false }
    return text[..<colon].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "+-.".contains($0)) }
  }

  /// The path from the skill's folder, without `.` and `..`; nil when it leads out of it.
  private func resolve(_ target: String) -> String? {
    var parts = PathText.parts(file).dropLast()
    for part in PathText.parts(target) where part != "." {
      if part != ".." {
        parts.append(part)
      } else if parts.popLast() == nil {
        return nil
      }
    }
    return parts.joined(separator: "/")
  }
}
