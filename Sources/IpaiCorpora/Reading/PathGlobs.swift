import IpaiCore

/// Patterns of paths, as `--include` and `--exclude` take them: `*` for any characters but a slash, `**` for any, `?` for one, and a
/// pattern without a slash for names in any folder.
package struct PathGlobs: Sendable, Equatable {
  /// The patterns as they were given.
  package let patterns: [String]
  private let parts: [[UInt8]]

  /// Patterns, of which a path has to match one.
  package init(_ patterns: [String]) {
    self.patterns = patterns
    parts = patterns.map { pattern in
      var text = pattern.hasPrefix("./") ? String(pattern.dropFirst(2)) : pattern
      // A folder stands for what is in it.
      if text.hasSuffix("/") { text += "**" }
      if text.hasPrefix("/") { return Array(text.dropFirst().utf8) }
      return Array((text.contains("/") ? text : "**/" + text).utf8)
    }
  }

  /// Whether a path matches one of the patterns.
  package func match(_ path: String) -> Bool {
    let bytes = Array(path.utf8)
    return parts.contains { Self.matches($0[...], bytes[...]) }
  }

  private static let star = UInt8(ascii: "*")
  private static let slash = UInt8(ascii: "/")

  /// Matches greedily, and goes back to the last star of each kind when that fails, which takes time in proportion to the product of
  /// both lengths at most.
  private static func matches(_ pattern: ArraySlice<UInt8>, _ path: ArraySlice<UInt8>) -> Bool {
    var (place, index) = (pattern.startIndex, path.startIndex)
    var single: (pattern: Int, path: Int)?
    var double: (pattern: Int, path: Int)?
    while index < path.endIndex || place < pattern.endIndex {
      if place < pattern.endIndex, pattern[place] == star {
        let isDouble = place + 1 < pattern.endIndex && pattern[place + 1] == star
        if isDouble {
          place += 2
          // "**/" matches no folder as well.
          if place < pattern.endIndex, pattern[place] == slash { place += 1 }
          double = (place, index)
          single = nil
        } else {
          place += 1
          single = (place, index)
        }
        continue
      }
      if place < pattern.endIndex, index < path.endIndex, accepts(pattern[place], path[index]) {
        place += 1
        index += 1
        continue
      }
      if let star = single, star.path < path.endIndex, path[star.path] != slash {
        single = (star.pattern, star.path + 1)
        (place, index) = (star.pattern, star.path + 1)
        continue
      }
      guard let star = double, star.path < path.endIndex else { return false }
      single = nil
      // After "**/" a name begins.
      var next = star.path + 1
      if pattern[star.pattern - 1] == slash {
        guard let end = path[star.path...].firstIndex(of: slash) else { return false }
        next = end + 1
      }
      double = (star.pattern, next)
      (place, index) = (star.pattern, next)
    }
    return true
  }

  private static func accepts(_ pattern: UInt8, _ byte: UInt8) -> Bool {
    pattern == byte || pattern == UInt8(ascii: "?") && byte != slash
  }
}
