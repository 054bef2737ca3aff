import Crypto
package import Foundation
import IpaiCore

/// A plan with the digest of everything in it, as it is shown and kept in a file.
package struct SealedPlan: Codable, Equatable, Sendable {
  /// The most bytes of a file.
  package static let maxBytes = 64 << 20

  /// The plan.
  package var plan: PromotionPlan
  /// The sha256 of its canonical JSON: `sha256:` and 64 hexadecimal digits.
  package var digest: String

  /// Seals a plan.
  package init(_ plan: PromotionPlan) throws {
    self.plan = plan
    digest = try Self.digest(of: plan)
  }

  /// The content of a file.
  package func file() throws -> Data { try Self.encoder.encode(self) + Data("\n".utf8) }

  /// The plan in a file. Throws `IpaiError(.conflict)` for a plan that was changed after it was made, and for what is none.
  package static func read(_ content: Data, path: String) throws -> PromotionPlan {
    let sealed: SealedPlan
    do { sealed = try JSONDecoder().decode(SealedPlan.self, from: content) } catch {
      throw IpaiError(
        .conflict, "\(path) is not a plan of a promotion", hint: "make one: ipai promote plan --out FILE", cause: error)
    }
    guard sealed.plan.type == PromotionPlan.type, try digest(of: sealed.plan) == sealed.digest else {
      throw IpaiError(
        .conflict, "the plan in \(path) was changed after it was made: it has another digest than it says",
        hint: "make it again: ipai promote plan --out FILE")
    }
    return sealed.plan
  }

  private static func digest(of plan: PromotionPlan) throws -> String {
    "sha256:" + Array(SHA256.hash(data: try encoder.encode(plan))).hexadecimal
  }

  private static var encoder: JSONEncoder {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return encoder
  }
}
