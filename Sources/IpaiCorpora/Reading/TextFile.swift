import Foundation
import IpaiCore

/// The text of a file, whatever its encoding.
package enum TextFile {
  /// How many bytes a file has at most.
  package static let maxBytes = 4 << 20
  /// How many bytes at the beginning say whether a file is binary, as git does it.
  private static let probe = 8_000
  /// What most lines of a text written by people are shorter than, in bytes.
  private static let longLine = 2_000

  /// The text in UTF-8, or why the file has none. `path`: its name, which may say that it is generated.
  package static func text(of bytes: [UInt8], path: String) -> Result<[UInt8], Skipped> {
    if GeneratedFile.isOne(path: path) { return .failure(Skipped(.generated)) }
    guard let text = decoded(bytes, DocumentFormat(path: path)) else { return .failure(Skipped(.binary)) }
    if text.allSatisfy(\.isASCIISpace) { return .failure(Skipped(.empty)) }
    if GeneratedFile.saysSo(text) { return .failure(Skipped(.generated)) }
    if isMinified(text, DocumentFormat(path: path)) { return .failure(Skipped(.minified)) }
    return .success(text)
  }

  /// Why a file is left out.
  package struct Skipped: Error, Equatable {
    /// The reason.
    package let reason: SkipReason

    init(_ reason: SkipReason) { self.reason = reason }
  }

  /// The bytes in UTF-8; nil when they are no text. UTF-8 and UTF-16 with a byte order mark, UTF-8 without one, what an HTML page says
  /// that it is, and else Windows-1252, which has ISO 8859-1 within it.
  static func decoded(_ bytes: [UInt8], _ format: DocumentFormat = .plain) -> [UInt8]? {
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return decoded(Array(bytes.dropFirst(3)), format) }
    if bytes.starts(with: [0xFF, 0xFE]) { return utf16(bytes.dropFirst(2), littleEndian: true) }
    if bytes.starts(with: [0xFE, 0xFF]) { return utf16(bytes.dropFirst(2), littleEndian: false) }
    if bytes.prefix(probe).contains(0) { return nil }
    if String(validating: bytes, as: UTF8.self) != nil { return bytes }
    if format == .html, let page = HTMLEncoding.decoded(bytes) { return page }
    guard
      let text = String(data: Data(bytes), encoding: .windowsCP1252) ?? String(data: Data(bytes), encoding: .isoLatin1)
    else { return nil }
    return Array(text.utf8)
  }

  private static func utf16(_ bytes: ArraySlice<UInt8>, littleEndian: Bool) -> [UInt8]? {
    guard bytes.count.isMultiple(of: 2) else { return nil }
    var units: [UInt16] = []
    units.reserveCapacity(bytes.count / 2)
    var index = bytes.startIndex
    while index < bytes.endIndex {
      let (first, second) = (UInt16(bytes[index]), UInt16(bytes[index + 1]))
      units.append(littleEndian ? second << 8 | first : first << 8 | second)
      index += 2
    }
    return String(validating: units, as: UTF16.self).map { Array($0.utf8) }
  }

  private static func isMinified(_ text: [UInt8], _ format: DocumentFormat) -> Bool {
    // A paragraph of a text may be one line.
    guard case .code = format, text.count > longLine else { return false }
    let lines = text.count { $0 == 0x0A } + 1
    return text.count / lines > 500
  }
}
