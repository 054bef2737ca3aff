/// Why a client's file is not read or edited, and where.
package struct ClientFileError: Error, Equatable, Sendable {
  /// The line of the file, from 1 on.
  package let line: Int
  /// The column in characters (Unicode scalars), from 1 on.
  package let column: Int
  /// What is wrong, to be read after the name of the file: `is not TOML: …`.
  package let problem: String
  /// What to do about it.
  package let hint: String?

  /// An error about the byte at `offset` of a file.
  init(at offset: Int, of bytes: [UInt8], _ problem: String, hint: String? = nil) {
    let place = TextPlace(offset, in: bytes)
    line = place.line
    column = place.column
    self.problem = problem
    self.hint = hint
  }

  /// The error for a user, with the file's path in front: `.vscode/mcp.json:3:7: is not JSON with comments: …`.
  package func message(in path: String) -> String { "\(path):\(line):\(column): \(problem)" }
}
