import Foundation
import IpaiSkills
import MCP

/// A file of a skill as a resource: byte for byte, since its digest has to be that of the skill.
enum SkillContents {
  private static let types = [
    "md": "text/markdown", "json": "application/json", "yaml": "application/yaml", "yml": "application/yaml",
    "py": "text/x-python", "sh": "text/x-shellscript", "js": "text/javascript", "html": "text/html", "csv": "text/csv",
    "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "pdf": "application/pdf",
  ]

  /// The contents of a file.
  static func of(_ file: SkillFile, at uri: String) -> ResourceContents {
    guard let text = String(validating: file.content, as: UTF8.self), !text.utf8.contains(0) else {
      return ResourceContents(uri: uri, mimeType: mimeType(of: file), blob: file.content)
    }
    return ResourceContents(uri: uri, mimeType: mimeType(of: file), text: text)
  }

  /// The media type that a file's name tells.
  static func mimeType(of file: SkillFile) -> String {
    let ending = file.path.split(separator: ".").last.map { $0.lowercased() } ?? ""
    if let known = types[ending] { return known }
    return String(validating: file.content, as: UTF8.self) == nil ? "application/octet-stream" : "text/plain"
  }
}
