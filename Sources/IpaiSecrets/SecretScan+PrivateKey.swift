extension SecretScan {
  /// Finds a private key whose `-----BEGIN` is at `place`; the index after it.
  mutating func privateKey(_ place: SecretAnchorPlace) -> Int? {
    guard let end = PrivateKeyBlock.end(text, from: place.range.upperBound) else { return nil }
    extraWork += end - place.range.upperBound
    return add(place.range.lowerBound..<end, place)
  }
}
