import Foundation
import IpaiGit

extension ObjectID {
  /// The ids in a column that holds them one after the other, such as `parents` or `tips`.
  static func list(_ bytes: Data) -> [ObjectID] {
    stride(from: 0, to: bytes.count - byteCount + 1, by: byteCount).compactMap { start in
      ObjectID(bytes: bytes[(bytes.startIndex + start)..<(bytes.startIndex + start + byteCount)])
    }
  }

  /// The same in a column of PostgreSQL.
  static func list(_ bytes: [UInt8]) -> [ObjectID] {
    stride(from: 0, to: bytes.count - byteCount + 1, by: byteCount).compactMap { start in
      ObjectID(bytes: bytes[start..<(start + byteCount)])
    }
  }

  /// The bytes of ids for such a column, one after the other.
  static func data(_ ids: [ObjectID]) -> Data { Data(ids.flatMap(\.bytes)) }

  /// The 20 bytes of the id.
  var data: Data { Data(bytes) }
}
