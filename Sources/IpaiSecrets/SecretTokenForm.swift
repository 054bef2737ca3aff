/// The pattern of a token that is recognized by itself.
struct SecretTokenForm: Sendable {
  /// What stands before the anchor and belongs to the token, from the right to the left.
  var before: [SecretPiece] = []
  /// What follows the anchor.
  var pieces: [SecretPiece]
  /// The entropy that a token has at least, in bits for each byte, so that `xxxxxxxx` is not one.
  var minimumEntropy = 2.0
  /// True when a letter or digit may stand before the token.
  var mayFollowLetters = false
  /// True when the anchor, which is a name, is kept and only what follows is replaced.
  var keepsAnchor = false
}
