/// A value that may be a secret: whether it looks like one.
struct SecretValue {
  /// The least entropy of a random text, in bits for each byte, which is gitleaks' for values beside such words.
  private static let minimumEntropy = 3.5
  /// The share of the entropy of different bytes that a shorter text has at least.
  private static let shareOfEntropy = 0.8
  /// The same for hexadecimal digits, which repeat.
  private static let minimumHexadecimalEntropy = 2.6
  private static let minimumPasswordEntropy = 2.2
  private static let longestPassword = 128

  /// The text.
  let text: TextBytes
  /// Where the value is.
  let range: Range<Int>
  /// True when it is written as a value, and neither code nor prose could stand in its place.
  private let isQuoted: Bool

  /// The value in `range` of a text.
  init(_ text: TextBytes, _ range: Range<Int>, isQuoted: Bool) {
    self.text = text
    self.range = range
    self.isQuoted = isQuoted
  }

  /// True when it looks like the secret of a name of this kind.
  func isSecret(_ kind: SecretNameKind, _ joint: SecretAssignment.Joint) -> Bool {
    guard range.count >= 6, !hasBlanks else { return false }
    let profile = ByteProfile(text, range)
    let looksSecret =
      switch (kind, joint) {
      case (.password, .assigned), (.passwordIfAssigned, .assigned):
        isPassword(profile) || isRandom(profile, least: 10, surprise: 40)
      case (.passwordIfAssigned, _): false
      case (.password, _): isMixed(profile) || isRandom(profile, least: 12, surprise: 60)
      case (.secret, .assigned): isChosen(profile) || isRandom(profile, least: 10, surprise: 40)
      case (.secret, .said): isNoted(profile)
      case (.token, .assigned): isRandom(profile, least: 16, surprise: 60) && !isObjectID
      case (.secret, .distant), (.token, _): isNoted(profile) && !isObjectID
      }
    return looksSecret && !isPlaceholder && !isReference
  }

  /// True for credentials where nothing but credentials can stand.
  var isCredential: Bool {
    guard range.count >= 8, !isPlaceholder else { return false }
    let profile = ByteProfile(text, range)
    return profile.entropy >= 2.75 && (profile.digits > 0 || profile.isMixedCase || profile.surprise >= 0)
  }

  /// True for a key whose form and name are known, so that it only needs to be told from words and from hashes of git.
  var isKey: Bool {
    guard !isPlaceholder else { return false }
    if isUUID { return true }
    if isHexadecimal { return range.count != 40 }
    return ByteProfile(text, range).surprise >= 40
  }

  /// True for a text as generators of keys make it: of some length, without words, and of the entropy of such texts.
  private func isRandom(_ profile: ByteProfile, least: Int, surprise: Int) -> Bool {
    guard range.count >= least, profile.letters > 0 else { return false }
    if isHexadecimal {
      return range.count >= 16 && profile.digits > 1 && profile.entropy >= Self.minimumHexadecimalEntropy
    }
    return profile.surprise >= surprise
      && profile.entropy >= min(Self.minimumEntropy, profile.mostEntropy * Self.shareOfEntropy)
  }

  /// True for a random text that no other word looks like, for where a sentence may stand.
  private func isNoted(_ profile: ByteProfile) -> Bool {
    isRandom(profile, least: 16, surprise: profile.digits > 0 ? 70 : 150)
  }

  /// True for a password that a person may have made: letters, and digits or signs among them.
  private func isPassword(_ profile: ByteProfile) -> Bool {
    guard range.count <= Self.longestPassword, profile.letters > 0, profile.entropy >= Self.minimumPasswordEntropy,
      !isDate, text[range.lowerBound] != UInt8(ascii: "/")
    else { return false }
    if isQuoted { return hasSigns || profile.digits > 0 && !isWordsAndNumbers }
    return profile.digits > 0 && !isVariableName(profile) && (hasSigns || !isWordsAndNumbers)
  }

  /// True for a password of at least three classes of characters, as rules for passwords ask for.
  private func isMixed(_ profile: ByteProfile) -> Bool {
    range.count >= 8 && range.count <= Self.longestPassword && profile.digits > 0 && profile.letters > 1
      && (hasSigns || profile.isMixedCase && profile.surprise > 0) && profile.classes >= 3 && !isWordsAndNumbers
  }

  /// True for a secret that a person may have made.
  private func isChosen(_ profile: ByteProfile) -> Bool {
    guard isPassword(profile), range.count >= 10 else { return false }
    return isQuoted || isMixed(profile)
  }
}
