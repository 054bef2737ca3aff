import IpaiCore
import IpaiPostgres

/// What errors of the database mean for promotions.
enum PostgresPromotionErrors {
  /// The error in the words of promotions, if the database refused what it was asked to keep from happening.
  static func explained(_ error: IpaiError) -> IpaiError {
    guard let failure = error.cause as? PostgresFailure else { return error }
    // SQLSTATE 23503, 23514 and 23001: a foreign key, a check, and what triggers refuse.
    guard ["23503", "23514", "23001"].contains(failure.state) else { return error }
    return IpaiError(
      .conflict, "the registry refuses the promotion: \(failure.message)",
      hint: "a version keeps its content, and its evals have to pass on it; give new content a new version",
      cause: failure)
  }
}
