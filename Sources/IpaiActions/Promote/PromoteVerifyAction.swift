import Foundation
package import IpaiAccess
import IpaiCore
package import IpaiPromotion

/// `promote verify`: compares a registry with its log, with who signed and with git.
package enum PromoteVerifyAction: Action {
  /// Which registry, and against what.
  package struct Request: ActionRequest {
    package var name: String?
    package var to: String?
    package var repo: String?
    package var allowedSigners: String?
    package var acceptRestored = false

    package init() {}
  }

  /// What came of it.
  package struct Outcome: Codable, Sendable, Equatable {
    /// The registry.
    package var registry: String
    /// The number of the last promotion; nil for none.
    package var head: Int?
    /// The digest of its statement.
    package var digest: String?
    /// How many promotions were looked at.
    package var promotions: Int
    /// How many skills in force were looked at.
    package var skills: Int
    /// How many signatures were good.
    package var signatures: Int
    /// What was found.
    package var findings: [VerificationFinding]
  }

  package static let name = ActionName("promote", "verify")
  package static let effect = Effect.read
  package static let scope = AccessScope.admin
  package static let route = Route(.get, "/promote/verify")
  package static let summary = "Check a registry against its log, the signatures and git."
  package static let fields: [Field<Request>] = [
    .text("name", \.name, minBytes: 1, maxBytes: 64, "The skill to look at; all without it."),
    PromotionFields.registry(\.to),
    .path("repo", \.repo, "A folder in the git repository that has the commits."),
    .path("allowed_signers", \.allowedSigners, "The file with those who may sign, as ssh-keygen(1) has it."),
    .flag(
      "accept_restored", \.acceptRestored,
      "Take the registry as it is although it was seen with later promotions, or with others where signatures are good: it was restored on purpose."
    ),
  ]
  package static var example: Request {
    var request = Request()
    request.name = "deploy-check"
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try services.checkMayPromote()
    guard !request.acceptRestored || request.name == nil else {
      throw IpaiError(.usage, "a registry is restored as a whole", hint: "leave the name of the skill out")
    }
    return try await services.working { isCancelled in
      let place = try PromotionPlace(request.to, forWriting: false, mustExist: true, in: services)
      return try await place.used {
        let rule = try await services.signatureRule(request.allowedSigners, request.repo)
        let heads = services.knownHeads
        let known = try heads.head(of: place.registry.place)
        var verification = PromotionVerification(place.registry, rule: rule, isCancelled: isCancelled)
        let repository = try services.repositoryToCompare(request.repo)
        var result = try await verification.run(of: request.name, known: known, repository: repository)
        result.findings += try await services.publishedFindings(place, isCancelled: isCancelled)
        if let name = request.name, result.skills == 0 {
          throw IpaiError(
            .notFound, "no version of '\(name)' is in force in \(place.registry.place)",
            hint: "to see what is: ipai promote status")
        }
        var findings = result.findings
        if known == nil, result.head != nil {
          let text =
            "the registry was not seen from this machine before, so whether it is older than it was is not known"
          findings.append(VerificationFinding(.age, .notChecked, text))
        }
        if request.acceptRestored { findings = accepted(findings, isSigned: rule != nil) }
        let isAnother = findings.contains { [.age, .history].contains($0.check) && $0.outcome == .failed }
        if request.acceptRestored, !isAnother {
          try heads.remember(result.head, of: place.registry.place)
        } else if let head = result.head, !isAnother {
          try? heads.remember(head, of: place.registry.place)
        }
        return Outcome(
          registry: place.registry.place, head: result.head?.number, digest: result.head?.digest,
          promotions: result.promotions, skills: result.skills, signatures: result.signatures,
          findings: findings)
      }
    }
  }

  /// Findings in which it is no failure that the registry was restored, where nothing else is wrong with it. Another log than was seen is
  /// believed only if its signatures were checked, since whoever may write to the database can write one.
  private static func accepted(_ findings: [VerificationFinding], isSigned: Bool) -> [VerificationFinding] {
    let restored: [VerificationFinding.Check] = [.age, .history]
    guard !findings.contains(where: { $0.outcome == .failed && !restored.contains($0.check) }) else { return findings }
    return findings.map { finding in
      guard restored.contains(finding.check), finding.outcome == .failed else { return finding }
      var finding = finding
      guard finding.check == .age || isSigned else {
        finding.message += "; it is accepted only where good signatures show who wrote it: --allowed-signers FILE"
        return finding
      }
      finding.outcome = .notChecked
      finding.message += "; it is accepted as it is now"
      return finding
    }
  }
}
