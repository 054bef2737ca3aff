import Foundation
import IpaiCore

/// Who is told of promotions, in which form, and which variables of the environment say where and by what secret.
package struct RolloutReceiver: Equatable, Sendable {
  /// What a message is made of.
  package enum Form: Equatable, Sendable {
    /// The event as JSON.
    case event
    /// A text for Mattermost.
    case mattermost
    /// A text in which words like `{{by}}` stand for what happened.
    case template(RolloutTemplate)
  }

  /// The name, under which messages wait.
  package let name: String
  /// The variable with the address.
  package let addressVariable: String
  /// The variable with the secret by which bodies are signed; nil where they are not.
  package let secretVariable: String?
  /// What a message is made of.
  package let form: Form

  /// A receiver with its parts.
  package init(name: String, addressVariable: String, secretVariable: String?, form: Form) {
    self.name = name
    self.addressVariable = addressVariable
    self.secretVariable = secretVariable
    self.form = form
  }

  /// A webhook of n8n, or of anything that takes JSON.
  package static let n8n = RolloutReceiver(
    name: "n8n", addressVariable: "IPAI_N8N_URL", secretVariable: "IPAI_N8N_SECRET", form: .event)
  /// An incoming webhook of Mattermost.
  package static let mattermost = RolloutReceiver(
    name: "mattermost", addressVariable: "IPAI_MATTERMOST_URL", secretVariable: nil, form: .mattermost)

  /// Whether an environment has the address.
  package func isConfigured(in environment: [String: String]) -> Bool {
    !(environment[addressVariable] ?? "").isEmpty
  }

  /// What tells a message of a promotion that comes twice from two messages.
  func key(of digest: String) -> String { "\(name)-\(digest)" }

  /// The body of a message about a promotion.
  func body(of statement: PromotionStatement, digest: String, registry: String) throws -> String {
    let event = RolloutEvent(statement, digest: digest, registry: registry, key: key(of: digest))
    switch form {
    case .event: return try event.json()
    case .mattermost: return try MattermostText.body(statement, digest: digest, registry: registry)
    case .template(let template): return try template.filled(event, statement)
    }
  }
}
