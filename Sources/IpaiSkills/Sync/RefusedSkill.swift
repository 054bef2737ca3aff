package import IpaiCore

/// A skill that was not stored.
package struct RefusedSkill: Codable, Sendable, Equatable {
  /// Where it is.
  package var path: String
  /// What kind of error it was.
  package var code: ErrorCode
  /// What was wrong.
  package var message: String
  /// What to do about it; nil where that is not known.
  package var hint: String?

  /// The skill at `path`, with the error that kept it out.
  package init(path: String, _ error: IpaiError) {
    self.path = path
    code = error.code
    message = error.message
    hint = error.hint
  }
}
