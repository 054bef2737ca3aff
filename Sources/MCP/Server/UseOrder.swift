/// Keys in the order in which they were used last.
struct UseOrder<Key: Hashable & Sendable>: Sendable {
  private var keys: [Int: Key] = [:]
  private var places: [Key: Int] = [:]
  private var (first, next) = (0, 0)

  var isEmpty: Bool { places.isEmpty }
  var count: Int { places.count }

  /// Puts a key behind all others.
  mutating func use(_ key: Key) {
    remove(key)
    (keys[next], places[key]) = (key, next)
    next += 1
  }

  mutating func remove(_ key: Key) {
    if let place = places.removeValue(forKey: key) { keys[place] = nil }
  }

  /// The key that nobody has used for longest.
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
