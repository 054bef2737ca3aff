import Crypto
import Foundation
import IpaiCore

/// The digest of a file, computed apart from the code that is tested.
enum SkillDigestCheck {
  static func sha256(_ content: Data) -> String { SHA256.hash(data: content).hexadecimal }
}
