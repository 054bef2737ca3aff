import Foundation
import IpaiCore

/// Who is told of promotions.
package enum RolloutReceiver: String, CaseIterable, Codable, Sendable {
  /// A webhook of n8n, or of anything that takes JSON.
  case n8n
  /// An incoming webhook of Mattermost.
  case mattermost

  /// The variable with the address.
  package var addressVariable: String {
    switch self {
    case .n8n: "IPAI_N8N_URL"
    case .mattermost: "IPAI_MATTERMOST_URL"
    }
  }

  /// The variable with the secret by which bodies are signed; nil where they are not.
  package var secretVariable: String? { self == .n8n ? "IPAI_N8N_SECRET" : nil }

  /// Those whose addresses an environment has.
  package static func configured(in environment: [String: String]) -> [RolloutReceiver] {
    allCases.filter { !(environment[$0.addressVariable] ?? "").isEmpty }
  }

  /// What tells a message of a promotion that comes twice from two messages.
  func key(of digest: String) -> String { "\(rawValue)-\(digest)" }

  /// The body of a message about a promotion.
  func body(of statement: PromotionStatement, digest: String, registry: String) throws -> String {
    switch self {
    case .n8n:
      return try RolloutEvent(statement, digest: digest, registry: registry, key: key(of: digest)).json()
    case .mattermost: return try MattermostText.body(statement, digest: digest, registry: registry)
    }
  }
}
