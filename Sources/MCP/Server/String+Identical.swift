extension String? {
  /// Whether both have the same code units, or are both nil. `==` would take texts for equal that only look the same.
  func isIdentical(to other: String?) -> Bool {
    switch (self, other) {
    case (let one?, let other?): one.utf8.elementsEqual(other.utf8)
    case (nil, nil): true
    default: false
    }
  }
}
