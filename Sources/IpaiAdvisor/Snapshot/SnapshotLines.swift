import Foundation
import IpaiCore

/// The lines of a snapshot (JSON Lines): objects whose members are put together. The first one says when the account was read and how much of
/// it, and a part of the account has as many lines as its size needs, so that it can be written and read piece by piece.
enum SnapshotLines {
  /// So many resources have a line; with their metrics, half a megabyte.
  private static let mostElements = 400

  /// The lines that facts are written as. Throws what encoding them throws.
  static func text(of facts: AccountFacts) throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let lines = FactsMember.all.flatMap { member in
      member.parts(facts, mostElements).map { Line(key: member.key, value: $0) }
    }
    var text = try encoder.encode(FirstLine(facts: facts, lines: lines.count + 1))
    for line in lines {
      text.append(UInt8(ascii: "\n"))
      text += try encoder.encode(line)
    }
    text.append(UInt8(ascii: "\n"))
    return text
  }

  /// How many lines a snapshot has, with this one, is said in the first one, so that it shows where some are missing.
  enum CountKey: String, CodingKey { case lines }

  private struct FirstLine: Encodable {
    let facts: AccountFacts
    let lines: Int

    func encode(to encoder: any Encoder) throws {
      var count = encoder.container(keyedBy: CountKey.self)
      try count.encode(lines, forKey: .lines)
      var container = encoder.container(keyedBy: AccountFacts.CodingKeys.self)
      try container.encode(facts.format, forKey: .format)
      try container.encode(facts.readAt, forKey: .readAt)
      try container.encode(facts.states, forKey: .states)
    }
  }

  private struct Line: Encodable {
    let key: AccountFacts.CodingKeys
    let value: any Encodable

    func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: AccountFacts.CodingKeys.self)
      try container.encode(value, forKey: key)
    }
  }

  /// The lines of a text that are not blank. One whose first line does not end with an object, such as one that was indented by hand, is one
  /// object as a whole.
  static func split(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
    let lines = ranges(in: text).map { text[$0] }.filter { !$0.allSatisfy(isBlank) }
    guard let end = lines.first?.last(where: { !isBlank($0) }), end == UInt8(ascii: "}") else { return [text] }
    return lines
  }

  /// Where the lines of a text are.
  private static func ranges(in text: ArraySlice<UInt8>) -> [Range<Int>] {
    text.withUnsafeBytes { bytes in
      var lines: [Range<Int>] = []
      var start = 0
      while start < bytes.count, let base = bytes.baseAddress {
        let found = memchr(base + start, Int32(UInt8(ascii: "\n")), bytes.count - start)
        let end = found.map { UnsafeRawPointer($0) - base } ?? bytes.count
        lines.append((text.startIndex + start)..<(text.startIndex + end))
        start = end + 1
      }
      return lines
    }
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte == UInt8(ascii: " ") || (9...13).contains(byte) }
}
