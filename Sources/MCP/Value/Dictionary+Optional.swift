extension [String: JSON] {
  /// The value under a key. Setting nil changes nothing, so that a member that is there stays.
  subscript(optional key: String) -> JSON? {
    get { self[key] }
    set { if let newValue { self[key] = newValue } }
  }
}
