import GRDBSQLite

/// SQLite's `GLOB`, for names that are elsewhere.
package enum GlobPattern {
  /// Whether the bytes of a name match those of a pattern as they do in a statement. Neither holds a NUL.
  package static func matches(_ pattern: [UInt8], _ name: [UInt8]) -> Bool {
    (pattern + [0]).withUnsafeBytes { pattern in
      (name + [0]).withUnsafeBytes { name in
        sqlite3_strglob(
          pattern.baseAddress?.assumingMemoryBound(to: CChar.self),
          name.baseAddress?.assumingMemoryBound(to: CChar.self)
        ) == 0
      }
    }
  }
}
