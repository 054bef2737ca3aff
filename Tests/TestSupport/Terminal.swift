import Foundation

/// A program that was run on a terminal of its own.
package struct Terminal: Decodable {
  /// The exit status, or the negative number of a signal.
  package let status: Int32
  /// What it showed, without colours and movements of the cursor.
  package let output: String
  /// What it showed, with everything that it wrote.
  package let raw: String
  /// The first text that a step waited for in vain; nil when all of them appeared.
  package let missing: String?

  /// Something to type once a text has appeared.
  package struct Step: Encodable {
    /// The text to wait for.
    package let wait: String
    /// What is typed then.
    package let send: String

    /// A step that waits for one text and types another.
    package init(_ wait: String, _ send: String) {
      self.wait = wait
      self.send = send
    }
  }

  private struct Request: Encodable {
    let arguments: [String]
    let folder: String
    let environment: [String: String]
    let rows: Int
    let columns: Int
    let steps: [Step]
    let seconds = 120
  }

  /// Runs a program to its end; it gets only `environment`.
  package static func run(
    _ arguments: [String], in folder: String, environment: [String: String], rows: Int = 24, columns: Int = 80,
    steps: [Step] = []
  ) throws -> Terminal {
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/terminal.py"
    let request = Request(
      arguments: arguments, folder: folder, environment: environment, rows: rows, columns: columns, steps: steps)
    let run = try Subprocess.run(["python3", script], input: try JSONEncoder().encode(request))
    return try JSONDecoder().decode(Terminal.self, from: run.output)
  }
}
