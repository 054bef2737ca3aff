/// What a check found.
package struct HealthFinding: Codable, Sendable, Equatable {
  package enum Status: String, Codable, CaseIterable, Sendable {
    case ok, warning, failed
  }

  package var name: String
  package var status: Status
  package var message: String
  /// The command that fixes it; nil where nothing is wrong or none is known.
  package var remedy: String?

  init(_ name: String, _ status: Status, _ message: String, remedy: String? = nil) {
    self.name = name
    self.status = status
    self.message = message
    self.remedy = remedy
  }
}
