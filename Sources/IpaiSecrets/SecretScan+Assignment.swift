extension SecretScan {
  /// Finds a value of a known form that is assigned to a name with the anchor in it; the index after it.
  mutating func named(_ pieces: [SecretPiece], _ place: SecretAnchorPlace) -> Int? {
    var assignment = SecretAssignment(text, place)
    guard assignment.readJoint() != nil, let value = read(&assignment), !value.range.isEmpty else { return nil }
    let start = value.range.lowerBound
    guard let end = end(of: pieces, from: start, key: place.rule * 16), end <= value.range.upperBound,
      !ByteSet.alphanumeric.contains(text[end]), SecretValue(text, start..<end, isQuoted: true).isKey
    else { return nil }
    return addUnlessToken(start..<end, place)
  }

  /// Finds a value that looks like a secret and is assigned to a name with the anchor in it; the index after it.
  mutating func assigned(_ kind: SecretNameKind, _ place: SecretAnchorPlace) -> Int? {
    var assignment = SecretAssignment(text, place)
    guard let joint = assignment.readJoint(), let found = read(&assignment), found.range.count >= 6 else { return nil }
    extraWork += min(found.range.count, ByteProfile.longest)
    let value = SecretValue(text, found.range, isQuoted: found.isQuoted || assignment.isEnvironment)
    let strength = if found.isOnOtherLine { SecretAssignment.Joint.said } else { joint }
    guard value.isSecret(kind, strength), SecretName(assignment).mayHoldSecret else { return nil }
    return addUnlessToken(found.range, place)
  }

  private mutating func read(_ assignment: inout SecretAssignment) -> SecretAssignment.Value? {
    var reader = assignment
    let value = reader.readValue { end(of: $0, from: $1, key: -2) }
    if let value, value.isQuoted { extraWork += value.range.count }
    assignment = reader
    return value
  }
}
