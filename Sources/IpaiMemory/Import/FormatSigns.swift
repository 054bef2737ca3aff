import Foundation
import IpaiCore

/// Tells by the beginning of a file what it is, so that a wrong format is one problem and not one a line.
enum FormatSigns {
  /// How many bytes of a file are looked at.
  static let bytes = 4096

  /// Why a file that begins with these bytes cannot be read as `format`; nil when that is worth trying.
  static func objection(to format: ImportFormat, _ file: UnsafeRawBufferPointer) -> String? {
    let start = UnsafeRawBufferPointer(rebasing: file.prefix(bytes))
    if let foreign = foreignForm(start) { return foreign }
    let formats = ImportFormat.allCases.filter { has($0, start) }
    guard let other = formats.first, !formats.contains(format) else { return nil }
    return "looks like the format \(other.rawValue), not \(format.rawValue): import it with --from \(other.rawValue)"
  }

  private static func foreignForm(_ start: UnsafeRawBufferPointer) -> String? {
    switch Array(start.prefix(4)) {
    case [0x50, 0x4B, 3, 4]: "is a ZIP archive: unpack it, and import what is in it"
    case let bytes where bytes.starts(with: [0x1F, 0x8B]): "is compressed by gzip: unpack it first"
    case [0x28, 0xB5, 0x2F, 0xFD]: "is compressed by zstd: unpack it first"
    case let bytes where bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]):
      "is UTF-16, and only UTF-8 is read"
    default: nil
    }
  }

  /// True when keys that only this format has occur. Quotes within strings are escaped, so a text cannot be taken for a
  /// key.
  private static func has(_ format: ImportFormat, _ start: UnsafeRawBufferPointer) -> Bool {
    switch format {
    case .claudeCode:
      start.contains("\"parentUuid\"") || start.contains("\"leafUuid\"") || start.contains("\"sessionId\"")
    case .chatGPT: start.contains("\"mapping\"") && start.contains("\"create_time\"")
    case .codex:
      start.contains("\"session_meta\"") || start.contains("\"response_item\"") || start.contains("\"event_msg\"")
        || start.contains("\"record_type\"") || start.contains("\"instructions\"") && start.contains("\"timestamp\"")
    case .mcpMemory: start.contains("\"observations\"") || start.contains("\"relationType\"")
    case .jsonl: start.contains("\"messages\"") && start.contains("\"role\"")
    }
  }
}
