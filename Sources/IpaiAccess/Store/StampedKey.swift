import IpaiCore

/// A key with what is stored of its secret, and of the one before.
struct StampedKey: Sendable {
  let key: AccessKey
  let stamp: KeyStamp
  let previous: (stamp: KeyStamp, until: Timestamp)?

  /// True when a client's text is this key and is accepted at a time.
  func accepts(_ text: KeyText, at now: Timestamp) -> Bool {
    guard key.isValid(at: now) else { return false }
    if stamp.matches(text) { return true }
    guard let previous, previous.until > now else { return false }
    return previous.stamp.matches(text)
  }
}
