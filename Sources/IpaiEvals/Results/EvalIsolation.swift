/// From what of the machine the commands of evals were kept.
package struct EvalIsolation: Codable, Equatable, Sendable {
  /// True when a command had no network unless its case asked for it.
  package var network: Bool
  /// True when a command could read nothing but programs, and write nothing but a folder of its own with a limited size.
  package var filesystem: Bool
  /// True when a command saw no processes but its own, could start only so many, and left none behind.
  package var processes: Bool

  /// Everything is kept apart.
  package static let full = EvalIsolation(network: true, filesystem: true, processes: true)
  /// Nothing is.
  package static let none = EvalIsolation(network: false, filesystem: false, processes: false)

  /// Whether commands could get at no secrets of the machine, which are in its files and its processes.
  package var keepsSecrets: Bool { filesystem && processes }

  /// Isolation with its parts.
  package init(network: Bool, filesystem: Bool, processes: Bool) {
    self.network = network
    self.filesystem = filesystem
    self.processes = processes
  }

  /// What was not kept from the commands, for people; nil when everything was.
  package var remark: String? {
    var parts: [String] = []
    if !network { parts.append("the network") }
    if !filesystem { parts.append("the files of this machine") }
    if !processes { parts.append("its other processes") }
    guard let last = parts.popLast() else { return nil }
    let list = parts.isEmpty ? last : parts.joined(separator: ", ") + " and " + last
    return "commands of evals cannot be kept from \(list) here"
  }
}
