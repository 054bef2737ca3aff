import Foundation

/// Divides files of records: tables with a head (RFC 4180), and JSON lines. Each record is a passage of its own, with the names of its
/// columns, so that it can be understood without the others.
enum RecordSplitter {
  /// The passages of a table whose first record names the columns. `separator`: a comma, a tab or a semicolon.
  static func table(_ text: SourceText, separator: UInt8) -> [Passage] {
    var records = records(text, separator)
    guard records.count > 1 else {
      return PassageCutter.passages(of: [Section(lines: 0..<text.lines.count)], in: text)
    }
    let head = records.removeFirst().fields
    return records.flatMap { record in
      let lines = record.fields.enumerated().compactMap { column, field -> String? in
        let value = field.trimmingCharacters(in: .whitespacesAndNewlines)
        guard !value.isEmpty else { return nil }
        return column < head.count && !head[column].isEmpty ? "\(head[column]): \(value)" : value
      }
      return passages(lines.joined(separator: "\n"), record.lines)
    }
  }

  /// The passages of lines of JSON.
  static func jsonLines(_ text: SourceText) -> [Passage] {
    text.lines.indices.flatMap { number -> [Passage] in
      guard !text.isBlank(number) else { return [] }
      guard let value = try? JSONSerialization.jsonObject(with: Data(text.line(number)), options: .fragmentsAllowed)
      else {
        return passages(text.line(number).text, number..<number + 1)
      }
      return passages(flattened(value).joined(separator: "\n"), number..<number + 1)
    }
  }

  /// How deep values are looked into.
  private static let mostLevels = 32

  /// The members of a value with the keys that lead to them, one a line.
  static func flattened(_ value: Any, _ key: String = "", level: Int = 0) -> [String] {
    guard level < mostLevels else { return [] }
    switch value {
    case let object as [String: Any]:
      return object.sorted { $0.key < $1.key }.flatMap { member in
        flattened(member.value, key.isEmpty ? member.key : "\(key).\(member.key)", level: level + 1)
      }
    case let array as [Any]: return array.flatMap { flattened($0, key, level: level + 1) }
    case is NSNull: return []
    default: return [key.isEmpty ? text(of: value) : "\(key): \(text(of: value))"]
    }
  }

  /// A value without members as JSON writes it; a text without its quotes.
  static func text(of value: Any) -> String {
    // Foundation reads true and false as numbers, of which only they are characters in C.
    if let number = value as? NSNumber, String(cString: number.objCType) == "c" {
      return number.boolValue ? "true" : "false"
    }
    return "\(value)"
  }

  /// The passages of a record that stands on some lines of its file.
  static func passages(_ record: String, _ lines: Range<Int>, path: [String] = []) -> [Passage] {
    let text = SourceText(Array(record.utf8))
    let section = Section(lines: 0..<text.lines.count, path: path, kind: .record)
    return PassageCutter.passages(of: [section], in: text).map { part in
      var part = part
      (part.startLine, part.endLine) = (lines.lowerBound + 1, lines.upperBound)
      return part
    }
  }

  /// How many fields a record has at most.
  private static let mostFields = 1_000

  private static func records(_ text: SourceText, _ separator: UInt8) -> [(fields: [String], lines: Range<Int>)] {
    var records: [(fields: [String], lines: Range<Int>)] = []
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    var start = 0
    for number in text.lines.indices {
      let line = text.line(number)
      if fields.isEmpty, field.isEmpty, !isQuoted {
        start = number
        if text.isBlank(number) { continue }
      }
      var index = line.startIndex
      while index < line.endIndex {
        let byte = line[index]
        if byte == UInt8(ascii: "\"") {
          if isQuoted, index + 1 < line.endIndex, line[index + 1] == byte {
            field.append(byte)
            index += 1
          } else {
            isQuoted.toggle()
          }
        } else if byte == separator, !isQuoted {
          if fields.count < mostFields { fields.append(String(decoding: field, as: UTF8.self)) }
          field = []
        } else {
          field.append(byte)
        }
        index += 1
      }
      // A quotation mark that is never closed must not swallow the rest of the file.
      if isQuoted, number - start < 1_000 {
        field.append(0x0A)
        continue
      }
      fields.append(String(decoding: field, as: UTF8.self))
      records.append((fields, start..<number + 1))
      (fields, field, isQuoted) = ([], [], false)
    }
    if !fields.isEmpty || !field.isEmpty {
      fields.append(String(decoding: field, as: UTF8.self))
      records.append((fields, start..<text.lines.count))
    }
    return records
  }
}
