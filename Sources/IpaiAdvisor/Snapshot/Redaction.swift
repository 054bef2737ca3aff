import Crypto
import Foundation
import IpaiCore

/// Takes out of a snapshot what tells whose account it is: names, addresses, domains, e-mail addresses and keys. Ids stay, since they say
/// nothing to others; the same name becomes the same word everywhere, so that what belongs together still does.
package struct Redaction {
  private let salt: SymmetricKey

  /// A redaction whose words nobody can compare with those of another one.
  package init() { salt = SymmetricKey(size: .bits256) }

  /// The facts without what tells whose they are. Throws what decoding them throws.
  package func redacted(_ facts: AccountFacts) throws -> AccountFacts {
    let data = try JSONEncoder().encode(facts)
    let tree = try JSONSerialization.jsonObject(with: data)
    let changed = try JSONSerialization.data(withJSONObject: value(tree, key: nil))
    return try JSONDecoder().decode(AccountFacts.self, from: changed)
  }

  /// Members whose texts are replaced whole.
  private static let names: Set<String> = [
    "name", "email", "email_verified_by", "description", "access_key", "host", "user", "database", "db", "bucket",
    "target", "origin", "endpoint", "custom_domain", "domain", "live_url", "live_domain", "default_ingress", "url",
    "server_url", "server_label", "db_names", "dns_names", "emails", "project_name", "group_description", "label",
    "cause", "message", "sink_name", "filesystem_label", "details", "status_message", "cluster_name",
  ]
  /// Members whose texts are addresses of the internet.
  private static let addresses: Set<String> = [
    "ip", "ipv4", "ipv6", "ip_address", "gateway_ip", "allowed_addresses", "addresses", "allow", "deny", "ip_range",
  ]
  /// Values that say nothing of an account, and that rules look for.
  private static let kept: Set<String> = ["0.0.0.0/0", "::/0", "@", "_dmarc", "defaultdb", "doadmin", ""]

  private func value(_ value: Any, key: String?) -> Any {
    switch value {
    case let members as [String: Any]:
      return Dictionary(uniqueKeysWithValues: members.map { ($0, self.value($1, key: $0)) })
    case let elements as [Any]:
      return elements.map { self.value($0, key: key) }
    case let text as String:
      return key.map { word(text, for: $0) } ?? text
    default:
      return value
    }
  }

  private func word(_ text: String, for key: String) -> String {
    if Self.kept.contains(text) { return text }
    if Self.addresses.contains(key) { return address(text) }
    guard Self.names.contains(key) else { return text }
    return prefix(of: text) + digits(text, 10)
  }

  /// What rules know things by at the start of a name.
  private func prefix(of name: String) -> String {
    for prefix in ["pvc-", "k8s-", "snapshot-"] where name.hasPrefix(prefix) { return prefix }
    return "n"
  }

  /// An address of the networks for documentation (RFC 5737), with the prefix of a network as it is.
  private func address(_ text: String) -> String {
    let parts = text.split(separator: "/", maxSplits: 1)
    let length = parts.count == 2 ? "/" + parts[1] : ""
    let number = Int(digits(String(parts.first ?? ""), 4), radix: 16) ?? 0
    return "203.0.113.\(number % 254 + 1)" + length
  }

  private func digits(_ text: String, _ count: Int) -> String {
    let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: salt)
    return String(Array(code).hexadecimal.prefix(count))
  }
}
