import IpaiCore

extension IpaiError {
  /// The same error with the names of a query where it begins with a key of the action that they stand for.
  func naming(_ renamed: [String: String], asIn query: String?) -> IpaiError {
    guard !renamed.isEmpty, let sent = try? QueryText.pairs(query).map(\.key) else { return self }
    for name in sent {
      guard let key = renamed[name], message.hasPrefix(key + " ") || message.hasPrefix(key + ":") else { continue }
      return IpaiError(code, name + message.dropFirst(key.count), hint: hint, cause: cause)
    }
    return self
  }
}
