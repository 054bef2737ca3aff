import Foundation
import IpaiCore

/// Distinguishes text that people write from what programs write: binary, huge, minified or generated files.
enum SourceText {
  /// How many bytes a text has at most; a larger file is data.
  static let maxBytes = 1 << 20

  /// False for files whose names say that they are generated or minified.
  static func isWorthReading(path: [UInt8]) -> Bool {
    let name = path[((path.lastIndex(of: UInt8(ascii: "/")) ?? -1) + 1)...]
    guard let last = name.last, lastLetters[Int(last)] else { return true }
    let text = String(decoding: name, as: UTF8.self)
    return !generatedNames.contains(text) && !skippedEndings.contains { text.hasSuffix($0) }
  }

  /// False for binary content, which git recognizes by a NUL in the first 8,000 bytes, and for what says it is generated.
  static func isWorthReading(_ text: UnsafeRawBufferPointer) -> Bool {
    guard let base = text.baseAddress, text.count > 0 else { return true }
    if memchr(base, 0, min(text.count, 8000)) != nil { return false }
    let head = UnsafeRawBufferPointer(rebasing: text.prefix(512))
    return !markers.contains { head.contains($0) }
  }

  private static let markers: [StaticString] = ["@generated", "DO NOT EDIT", "Do not edit"]

  private static let generatedNames: Set<String> = [
    "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "composer.lock", "Cargo.lock",
    "Gemfile.lock", "poetry.lock", "uv.lock", "Pipfile.lock", "go.sum", "Package.resolved", "flake.lock",
  ]
  private static let skippedEndings = [
    ".min.js", ".min.css", ".map", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".ico", ".pdf", ".zip", ".gz", ".bz2",
    ".xz",
    ".jar", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".mp3", ".mp4", ".webp", ".so", ".dll", ".exe", ".bin", ".pack",
  ]
  /// By byte: whether a skipped name may end with it, so that most names need not be looked up.
  private static let lastLetters: [Bool] = {
    let last = Set((skippedEndings + generatedNames).compactMap(\.utf8.last))
    return (0..<256).map { last.contains(UInt8($0)) }
  }()
}
