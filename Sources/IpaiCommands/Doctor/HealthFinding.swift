/// What a check found.
struct HealthFinding: Encodable, Equatable {
  enum Status: String, Encodable {
    case ok, warning, failed
  }

  let name: String
  let status: Status
  let message: String
  /// The command that fixes it.
  let remedy: String?

  init(_ name: String, _ status: Status, _ message: String, remedy: String? = nil) {
    self.name = name
    self.status = status
    self.message = message
    self.remedy = remedy
  }
}
