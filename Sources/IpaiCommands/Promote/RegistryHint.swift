import Foundation
import IpaiCore

/// Commands on a registry that hints name, with the options that say which registry it is.
struct RegistryHint {
  /// The registry as it was given; nil for the shared store.
  let registry: String?
  /// The option that names the shared store, with its value; nil where none was given.
  let store: String?

  private static let command = "ipai promote"
  /// The verbs of `ipai promote`, those of two words first.
  private static let verbs = [
    " outbox list", " outbox deliver", " plan", " apply", " run", " verify", " rollback", " status", " log", "",
  ]

  /// The text with the option in each command that it names.
  func repeated(in text: String) -> String {
    var parts = text.components(separatedBy: Self.command)
    for place in parts.indices.dropFirst() {
      guard let verb = Self.verbs.first(where: parts[place].hasPrefix), let option = option(verb) else { continue }
      parts[place] = "\(verb) \(option)\(parts[place].dropFirst(verb.count))"
    }
    return parts.joined(separator: Self.command)
  }

  /// An address is repeated without its password.
  private func option(_ verb: String) -> String? {
    guard let registry else { return store }
    let name = verb == " rollback" ? "--registry" : "--to"
    guard registry.contains("://") else { return "\(name) \(ShellWord.quoted(registry))" }
    return (try? StoreAddress(registry)).map { "\(name) \(ShellWord.quoted($0.usable))" }
  }
}
