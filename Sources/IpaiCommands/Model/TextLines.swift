import ArgumentParser
import Foundation
import IpaiCore

/// The texts that scripts give to a verb on standard input: one a line, or JSON objects with a `text`.
struct TextLines: ParsableArguments {
  @Flag(help: "Read each line as a JSON object and take its 'text', which can then contain line breaks.")
  var jsonl = false

  private static let batch = 256

  private struct Line: Decodable {
    let text: String
  }

  /// A text's answer as a line of JSON and as one for people.
  typealias Row = (json: String, text: String)

  /// Passes the texts of standard input to `rows`, some at a time, and writes the answers in the format asked for.
  ///
  /// Throws `IpaiError(.usage)` naming a line that is no such object, and what `rows` throws; what was written until
  /// then is a whole document.
  func convert(_ invocation: Invocation, _ rows: ([String]) throws -> [Row]) throws {
    var writer = ListWriter(invocation.options.format, to: invocation.world.standardOutput.write)
    defer { writer.finish() }
    try forEachBatch(invocation) { writer.add(try rows($0)) }
  }

  /// The beginning of a text, for the first column of a table.
  static func label(_ text: String) -> String {
    TerminalText.padded(TerminalText.cut(TerminalText.sanitized(text), to: 40), to: 40)
  }

  private func forEachBatch(_ invocation: Invocation, _ body: ([String]) throws -> Void) throws {
    var texts: [String] = []
    var number = 0
    while let line = invocation.world.readLine() {
      number += 1
      do { texts.append(try text(line, number)) } catch {
        if !texts.isEmpty { try body(texts) }
        throw error
      }
      guard texts.count >= Self.batch else { continue }
      try body(texts)
      texts = []
    }
    if invocation.world.isCancelled() { throw IpaiError(.interrupted, "interrupted") }
    if !texts.isEmpty { try body(texts) }
  }

  /// No model reads more of a text than this. An action takes 1 MiB, and a character that is cut becomes longer.
  private static let maxBytes = (1 << 20) - 4

  private func text(_ line: [UInt8], _ number: Int) throws -> String {
    guard jsonl else {
      var text = line[...]
      if text.last == UInt8(ascii: "\r") { text.removeLast() }
      return String(decoding: text.prefix(Self.maxBytes), as: UTF8.self)
    }
    guard let object = try? JSONDecoder().decode(Line.self, from: Data(line)) else {
      throw IpaiError(.usage, "standard input, line \(number): not a JSON object with a string 'text'")
    }
    return String(decoding: object.text.utf8.prefix(Self.maxBytes), as: UTF8.self)
  }
}
