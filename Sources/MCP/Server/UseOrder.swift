/// Keys in the order in which they were last used.
struct UseOrder<Key: Hashable & Sendable>: Sendable {
  private var keys: [Int: Key] = [:]
  private var places: [Key: Int] = [:]
  private var first = 0
  private var next = 0

  /// Whether there are no keys.
  var isEmpty: Bool { places.isEmpty }
  /// How many keys there are.
  var count: Int { places.count }

  /// Adds a key, or moves it behind all others.
  mutating func use(_ key: Key) {
    remove(key)
    keys[next] = key
    places[key] = next
    next += 1
  }

  /// Removes a key.
  mutating func remove(_ key: Key) {
    if let place = places.removeValue(forKey: key) { keys[place] = nil }
  }

  /// The key that has been unused for longest.
  var oldest: Key? {
    mutating get {
      while first < next {
        if let key = keys[first] { return key }
        first += 1
      }
      return nil
    }
  }
}
