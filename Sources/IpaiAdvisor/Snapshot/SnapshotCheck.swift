import Foundation
import IpaiCore

/// Looks at what was read of a snapshot for what reads well and cannot be true.
enum SnapshotCheck {
  /// The most that a whole number may be, which is more than the bytes of any account, and that any other number may be.
  private static let most = (whole: 1e15, other: 1e18)

  /// What is wrong with a snapshot, as a sentence with the path to it; nil where nothing is.
  static func problem(_ snapshot: SnapshotContent) -> String? { missing(snapshot) ?? duplicate(snapshot.facts) }

  /// Why a snapshot could not be read. Where a number does not fit, the error of Foundation says neither that nor where.
  static func problem<Content: Decodable>(
    _ error: any Error, _ content: Data, as type: Content.Type
  ) -> String {
    guard case DecodingError.dataCorrupted(let context) = error, context.codingPath.isEmpty else {
      return DecodingError.words(of: error)
    }
    let tree: Any
    do { tree = try JSONSerialization.jsonObject(with: content) } catch {
      let detail = (error as NSError).userInfo[NSDebugDescriptionErrorKey] as? String
      return "it is not JSON" + (detail.map { ": " + $0.prefix(200) } ?? "")
    }
    return number(tree, at: "") ?? FractionSearch<Content>.path(in: tree).map { "\($0) is not a whole number" }
      ?? "it is not JSON"
  }

  /// A part that was read and is not there, so that half of the account would be judged.
  private static func missing(_ snapshot: SnapshotContent) -> String? {
    let facts = snapshot.facts
    for (collection, state) in facts.states.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      let name = collection.rawValue
      if state.count < 0 { return "states.\(name).count is negative" }
      if state.status == .complete, state.count > 0, !snapshot.members.contains(name) {
        return "\(name) is missing, and states.\(name) says that it was read"
      }
    }
    if facts.states.isEmpty { return "states is missing, so that it does not say what was read" }
    return short(facts)
  }

  /// A list that does not have as many resources as were read.
  private static func short(_ facts: AccountFacts) -> String? {
    for list in facts.resourceLists where !list.collection.belongsToResource {
      let name = list.collection.rawValue
      guard let state = facts.states[list.collection], state.status == .complete,
        list.urns.count < state.count
      else { continue }
      return "\(name) has \(list.urns.count), and states.\(name) says that \(state.count) were read"
    }
    return nil
  }

  /// A number of a line that is too large. To read the whole file again takes as long as all else, so that is only done for one that has such numbers.
  static func number(_ content: Data) -> String? {
    guard content.withUnsafeBytes({ LargeNumbers.mayBe(in: $0) }) else { return nil }
    guard let tree = try? JSONSerialization.jsonObject(with: content) else { return "it is not JSON" }
    return number(tree, at: "")
  }

  private static func number(_ value: Any, at path: String) -> String? {
    switch value {
    case let members as [String: Any]:
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        if let problem = number(member, at: path.isEmpty ? name : path + "." + name) { return problem }
      }
      return nil
    case let elements as [Any]:
      for (index, element) in elements.enumerated() {
        if let problem = number(element, at: "\(path).\(index)") { return problem }
      }
      return nil
    case let number as NSNumber:
      let size = abs(number.doubleValue)
      let isWhole = size == size.rounded() && size < 1e18
      // A metric may be large and whole without being counted.
      if size <= (isWhole && !isMeasured(path) ? most.whole : most.other) { return nil }
      return "\(path) is too \(number.doubleValue < 0 ? "far below zero" : "large a number")"
    default: return nil
    }
  }

  private static func isMeasured(_ path: String) -> Bool { path.prefix { $0 != "." }.hasSuffix("_metrics") }

  /// Two resources of one kind with the same id.
  private static func duplicate(_ facts: AccountFacts) -> String? {
    facts.resourceLists.lazy.compactMap(\.duplicate).first
  }
}
