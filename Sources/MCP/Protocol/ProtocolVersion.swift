/// A revision of the protocol (Versioning).
public enum ProtocolVersion: String, Sendable, Comparable, CaseIterable {
  case v2025_03_26 = "2025-03-26"
  case v2025_06_18 = "2025-06-18"
  case v2025_11_25 = "2025-11-25"
  case v2026_07_28 = "2026-07-28"

  /// The revisions that are served and open with `initialize`, which begins a session; the newest comes first.
  public static let handshake: [ProtocolVersion] = [.v2025_11_25, .v2025_06_18]
  /// The revisions with sessions that a client speaks. One more than are served: its messages may come in batches.
  static let handshakeOfClients = handshake + [.v2025_03_26]
  /// The revisions without sessions, in which every request says everything about itself.
  public static let stateless: [ProtocolVersion] = [.v2026_07_28]

  /// The names of all revisions that open with `initialize`, including those that are not served.
  static let handshakeNames: Set<String> = ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"]

  /// Whether one revision is older than another.
  public static func < (one: ProtocolVersion, other: ProtocolVersion) -> Bool { one.rawValue < other.rawValue }
}
