import Crypto
import IpaiCore

/// Ids for messages that come without one, made from what they say, so that adding them again changes nothing.
///
/// Equal messages of one conversation are told apart by their order. One that is added later, without a time and equal to an
/// earlier one, cannot be told from a repetition and counts as one.
struct DerivedIDs {
  private var seen: [String: Int] = [:]

  /// The id of the next message.
  mutating func next(for message: NewMessage) -> String {
    let time = message.timestamp.map { String($0.seconds) } ?? ""
    let parts = [message.role, message.name ?? "", time, message.content]
    var hash = SHA256()
    for part in parts {
      hash.update(data: Array(part.utf8))
      hash.update(data: [0])
    }
    let id = "sha256-" + Array(hash.finalize().prefix(16)).hexadecimal
    let number = seen[id, default: 0]
    seen[id] = number + 1
    if number == 0 { return id }
    return "\(id)-\(number)"
  }
}
