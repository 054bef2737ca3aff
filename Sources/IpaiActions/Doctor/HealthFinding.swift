/// What a check found.
package struct HealthFinding: Codable, Sendable, Equatable {
  /// How bad it is.
  package enum Status: String, Codable, CaseIterable, Sendable {
    case ok, warning, failed
  }

  /// What was looked at.
  package var name: String
  /// How bad it is.
  package var status: Status
  /// What was found.
  package var message: String
  /// The command that fixes it; nil where nothing is wrong or none is known.
  package var remedy: String?

  /// `message` says what was found, without the name of the check.
  package init(_ name: String, _ status: Status, _ message: String, remedy: String? = nil) {
    self.name = name
    self.status = status
    self.message = message
    self.remedy = remedy
  }
}
