import Foundation
import HTTPTypes
import Synchronization

/// What a request is called in logs, so that it can be followed from one service to the next.
enum RequestID {
  /// The header field that carries it in both directions.
  static let header = HTTPField.Name("X-Request-ID")
  private static let traceHeader = HTTPField.Name("traceparent")
  private static let maxLength = 128

  /// The name that the client gave the request: its `X-Request-ID`, or the trace of its `traceparent` (W3C Trace Context, section
  /// 3.2). Where there is none, or one that logs cannot take, it is a new one.
  static func of(_ fields: HTTPFields) -> String {
    if let header, let given = only(fields[values: header]), isSafe(given) { return given }
    if let traceHeader, let trace = only(fields[values: traceHeader]).flatMap(trace) { return trace }
    return new()
  }

  /// A name that no other request has: that of the process, which is random, and a number.
  private static func new() -> String {
    // Multiplied by an odd number, different ones stay different, and do not say how many requests there were.
    let number = count.add(1, ordering: .relaxed).newValue &* factor
    return process + String(number, radix: 16)
  }

  private static let process = String(UInt64.random(in: 1 << 60 ... .max), radix: 16) + "-"
  private static let factor = UInt64.random(in: 1 ... .max) | 1
  private static let count = Atomic<UInt64>(0)

  private static func only(_ values: [String]) -> String? { values.count == 1 ? values[0] : nil }

  private static func isSafe(_ text: String) -> Bool {
    (1...maxLength).contains(text.utf8.count)
      && text.utf8.allSatisfy { byte in
        let character = Character(Unicode.Scalar(byte))
        return byte < 0x80 && (character.isLetter || character.isNumber || "-_.:+/=".contains(character))
      }
  }

  /// The trace in `VERSION-TRACE-PARENT-FLAGS`; nil when the text has another form.
  private static func trace(_ text: String) -> String? {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count >= 4, parts[0] != "ff", parts[1].contains(where: { $0 != "0" }) else { return nil }
    for (part, length) in zip(parts, [2, 32, 16, 2]) {
      let isHexadecimal = part.utf8.allSatisfy { "0123456789abcdef".utf8.contains($0) }
      guard part.utf8.count == length, isHexadecimal else { return nil }
    }
    return String(parts[1])
  }
}
