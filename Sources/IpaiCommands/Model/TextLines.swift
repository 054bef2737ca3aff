import ArgumentParser
import Foundation
import IpaiCore

/// The texts that scripts give to a verb on standard input: a line each, or JSON objects with `text`.
struct TextLines: ParsableArguments {
  @Flag(help: "Each line of input is a JSON object with 'text', which may then hold line breaks.")
  var jsonl = false

  private static let batch = 256

  private struct Line: Decodable {
    let text: String
  }

  /// Calls `body` with the texts of standard input in UTF-8, some at a time.
  ///
  /// Throws `IpaiError(.usage)` naming a line that is no such object, and what `body` throws.
  func forEachBatch(_ session: Session, _ body: ([[UInt8]]) throws -> Void) throws {
    var texts: [[UInt8]] = []
    var number = 0
    while let line = session.world.readLine() {
      number += 1
      texts.append(try text(line, number))
      guard texts.count >= Self.batch else { continue }
      try body(texts)
      texts = []
    }
    if session.world.isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    if !texts.isEmpty { try body(texts) }
  }

  private func text(_ line: [UInt8], _ number: Int) throws -> [UInt8] {
    guard jsonl else { return line.last == UInt8(ascii: "\r") ? line.dropLast() : line }
    guard let object = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
      throw IpaiError(.usage, "standard input, line \(number): not a JSON object with a string 'text'")
    }
    return Array(object.text.utf8)
  }
}
