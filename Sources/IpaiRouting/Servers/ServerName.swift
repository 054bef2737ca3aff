import IpaiCore

/// The names that servers may have. They are ASCII, so that no two of them look alike, and what is made of a server's and a
/// tool's name, `server__tool`, can be taken apart again.
package enum ServerName {
  /// The most bytes of a name.
  package static let maxBytes = 64

  /// What is wrong with a name; nil when nothing is.
  package static func fault(_ name: String) -> String? {
    guard !name.isEmpty else { return "a server needs a name" }
    guard name.utf8.count <= maxBytes else { return "the name of a server has at most \(maxBytes) characters" }
    guard name.utf8.allSatisfy(isAllowed) else {
      return "the name of a server has letters of a-z and A-Z, digits, '-', '_' and '.' only"
    }
    if name.contains("__") || name.hasPrefix("_") || name.hasSuffix("_") {
      return "the name of a server has no '__', and no '_' at its ends: these separate it from the names of tools"
    }
    return nil
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
