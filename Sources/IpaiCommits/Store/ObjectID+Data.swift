import Foundation
import IpaiGit

extension ObjectID {
  /// Ids one after the other, as the columns `parents` and `tips` hold them.
  static func list(_ bytes: Data) -> [ObjectID] {
    stride(from: 0, to: bytes.count - byteCount + 1, by: byteCount).compactMap { start in
      ObjectID(bytes: bytes[(bytes.startIndex + start)..<(bytes.startIndex + start + byteCount)])
    }
  }

  var data: Data { Data(bytes) }
}
