import Foundation
import IpaiCore

/// The rules for paths within a skill.
package enum SkillPath {
  /// Why a file or folder cannot have a name; nil when it can.
  static func fault(inName name: String) -> String? {
    var previous: UInt8 = 0
    for byte in name.utf8 {
      if byte == UInt8(ascii: "\\") { return "the name has a backslash, which separates folders on other systems" }
      // The characters from U+0080 to U+009F are control characters too; their first byte is 0xC2.
      let isControl = byte < 0x20 || byte == 0x7F || previous == 0xC2 && byte < 0xA0
      if isControl { return "the name has a control character" }
      previous = byte
    }
    return nil
  }

  /// Why a path cannot be written beneath a folder; nil when it can: it has to be relative, without `.` and `..`.
  package static func fault(in path: String) -> String? {
    for part in PathText.parts(path, omitsEmpty: false) {
      if part.isEmpty { return "a part of it is empty" }
      if part == "." || part == ".." { return "it has the part '\(part)'" }
      if let fault = fault(inName: String(part)) { return fault }
    }
    return nil
  }
}
