import Crypto
import Foundation
import IpaiCore

/// The names under which a coordinator offers the tools of its servers: `server__tool`.
///
/// A name that would be too long or has characters that names may not have is shortened and made unique by a digest. It depends
/// on the server and the tool alone, so that it stays the same whatever other servers there are.
package enum ExposedNames {
  /// What stands between the name of the server and that of the tool.
  package static let separator = "__"
  /// The most characters of a name (MCP, Tools: Tool Names).
  package static let most = 64
  private static let digestLength = 8

  /// The name of a tool of a server. Two that differ have different names, unless their digests of 32 bits are the same.
  package static func name(_ server: String, _ tool: String) -> String {
    let plain = server + separator + tool
    if plain.utf8.count <= most, tool.utf8.allSatisfy(isAllowed), !tool.isEmpty { return plain }
    let digest = digest(server + "\0" + tool)
    let room = most - digestLength - 1
    var name = ""
    for byte in plain.utf8.prefix(room) { name.unicodeScalars.append(Unicode.Scalar(isAllowed(byte) ? byte : 0x5F)) }
    return name + "_" + digest
  }

  private static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."):
      true
    default: false
    }
  }

  /// The beginning of the SHA-256, in hexadecimal digits.
  private static func digest(_ text: String) -> String {
    String(SHA256.hash(data: Data(text.utf8)).hexadecimal.prefix(digestLength))
  }
}
