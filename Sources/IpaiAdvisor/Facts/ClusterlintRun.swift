/// What clusterlint found, as the schema `clusterlint_results` has it.
package struct ClusterlintRun: Codable, Equatable, Sendable {
  /// Something that clusterlint found.
  package struct Diagnostic: Codable, Equatable, Sendable {
    package var checkName: String?
    package var severity: String?
    package var message: String?
    package var object: Subject?

    enum CodingKeys: String, CodingKey {
      case severity, message, object
      case checkName = "check_name"
    }
  }

  /// What a diagnostic is about.
  package struct Subject: Codable, Equatable, Sendable {
    package var name: String?
    package var kind: String?
    package var namespace: String?

    enum CodingKeys: String, CodingKey {
      case name, kind, namespace
    }
  }

  package var runID: String?
  package var requestedAt: FactTime?
  package var completedAt: FactTime?
  package var diagnostics: [Diagnostic]?

  enum CodingKeys: String, CodingKey {
    case diagnostics
    case runID = "run_id"
    case requestedAt = "requested_at"
    case completedAt = "completed_at"
  }
}
