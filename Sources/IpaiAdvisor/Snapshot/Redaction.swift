import Crypto
import Foundation
import IpaiCore

/// Takes out of a snapshot what tells whose account it is: every text is replaced but for those that are known to say nothing, such as ids,
/// dates, sizes, regions and what rules judge by. So a member that nobody thought of is replaced too.
///
/// The same name becomes the same word everywhere, names of hosts label by label, and addresses stay in their networks: a redacted snapshot
/// has the findings of the one that it was made of. That is one way, because the key that words depend on is never kept.
///
/// What stays: ids and URNs of ids, sizes, regions, numbers, prices and dates, so that whoever can see the account can tell that it is its
/// own; words by which rules judge, such as the tag `keep` or `backup` in the name of a bucket; and the class of an address.
package struct Redaction {
  private let names: NameRedaction
  private let texts: TextRedaction

  /// A redaction whose words nobody can compare with those of another one.
  package init() {
    names = NameRedaction(salt: SymmetricKey(size: .bits256))
    texts = TextRedaction(names: names)
  }

  /// The facts without what tells whose they are. Throws what decoding them throws.
  package func redacted(_ facts: AccountFacts) throws -> AccountFacts {
    let data = try JSONEncoder().encode(facts)
    let tree = try JSONSerialization.jsonObject(with: data)
    let changed = try JSONSerialization.data(withJSONObject: value(tree, at: "", in: [:]))
    return try JSONDecoder().decode(AccountFacts.self, from: changed)
  }

  /// What a name becomes, such as a tag in the settings that belong to the snapshot.
  package func redacted(_ name: String) -> String { names.name(name) }

  /// What the name of a resource becomes. Those of keys of Spaces are made of the keys, and cannot be told.
  package func redacted(_ urn: URN) -> URN { URN(names.urn(urn.text)) }

  /// The texts and objects of the facts, as paths, that this redaction does not know and replaces whole. Throws what encoding them throws.
  package static func unknownMembers(of facts: AccountFacts) throws -> [String] {
    RedactedMembers.unknown(in: try JSONSerialization.jsonObject(with: JSONEncoder().encode(facts))).sorted()
  }

  private func value(_ value: Any, at path: String, in owner: [String: Any]) -> Any {
    switch value {
    case let members as [String: Any]: object(members, at: path)
    case let elements as [Any]: elements.map { self.value($0, at: path, in: owner) }
    case let text as String: self.text(text, RedactedMembers.treatment(path) ?? .name, in: owner)
    default: value
    }
  }

  private func object(_ members: [String: Any], at path: String) -> [String: Any] {
    if RedactedMembers.treatment(path) == .numbers { return members.mapValues { value($0, at: path, in: members) } }
    if RedactedMembers.treatment(path + ".{}") == nil, RedactedMembers.isObject(path) {
      return members.reduce(into: [:]) { changed, member in
        changed[member.key] = value(member.value, at: RedactedMembers.step(path, member.key), in: members)
      }
    }
    // The keys are data too; those of an object that is not known are.
    let treatment = RedactedMembers.treatment(path + ".{}") ?? .name
    return members.reduce(into: [:]) { changed, member in
      let key = text(member.key, treatment, in: [:]) as? String ?? ""
      changed[key] = value(member.value, at: path + ".*", in: members)
    }
  }

  private func text(_ text: String, _ treatment: Treatment, in owner: [String: Any]) -> Any {
    switch treatment {
    case .name, .numbers: names.name(text)
    case .host: names.host(text)
    case .known: texts.known(text)
    case .id: names.id(text)
    case .time: FactTime(text) == nil ? names.word(text) : text
    case .urn: text.hasPrefix("do:") ? names.urn(URN(text).text) : names.id(text)
    case .sentence: names.sentence(text)
    case .dropped: NSNull()
    case .url: names.url(text)
    case .requestPath: texts.requestPath(text)
    case .recordData: texts.recordData(text, type: owner["type"] as? String)
    case .imageName: texts.imageName(text, hasSlug: owner["slug"] is String)
    case .variable: texts.variable(text)
    case .value: texts.value(text)
    case .tool: texts.tool(text)
    case .schedule: texts.schedule(text)
    case .mountpoint: texts.mountpoint(text)
    case .device: texts.device(text)
    }
  }
}
