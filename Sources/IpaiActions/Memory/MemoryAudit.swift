package import IpaiMemory

/// What an audit of memory found.
package struct MemoryAudit: Codable, Sendable, Equatable {
  /// How much of each kind there is, whether listed or not.
  package struct Counts: Codable, Sendable, Equatable {
    /// Conversations that were looked through.
    package var conversations = 0
    /// Messages that were looked through.
    package var messages = 0
    /// Links that still hold.
    package var valid = 0
    /// Links to what reads differently now.
    package var changed = 0
    /// Links to what is not there any more.
    package var gone = 0
    /// Links of which git can say nothing.
    package var unchecked = 0
    /// Texts that several messages say.
    package var duplicates = 0
    /// Conversations in which nothing is said.
    package var empty = 0
    /// Messages that were recalled from memory and stored again.
    package var recalled = 0

    /// Counts a link.
    mutating func add(_ state: LinkState) {
      switch state {
      case .valid: valid += 1
      case .changed: changed += 1
      case .gone: gone += 1
      case .unchecked: unchecked += 1
      }
    }
  }

  /// How much there is.
  package var counts = Counts()
  /// The links that are listed, those that are gone first.
  package var links: [AuditedLink] = []
  /// The messages that say the same, by text.
  package var duplicates: [[MessageAudit.Place]] = []
  /// The ids of conversations in which nothing is said.
  package var empty: [String] = []
  /// The messages that were recalled and stored again.
  package var recalled: [MessageAudit.Place] = []
}
