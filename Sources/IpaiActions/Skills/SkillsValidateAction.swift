import IpaiCore
import IpaiEvals
package import IpaiSkills

/// `skills validate`: says what is wrong with skills.
package enum SkillsValidateAction: Action {
  /// Which skills.
  package struct Request: ActionRequest {
    package var path: [String] = []
    package var strict = false

    package init() {}
  }

  /// What was found.
  package struct Outcome: Codable, Sendable, Equatable {
    /// A skill with what was found in it.
    package struct Skill: Codable, Sendable, Equatable {
      /// Where it is.
      package var path: String
      /// Its name; nil where it cannot be told.
      package var name: String?
      /// What identifies its content.
      package var digest: String
      /// True when nothing is wrong with it.
      package var isValid: Bool
      /// The errors and warnings.
      package var findings: [SkillFinding]

      enum CodingKeys: String, CodingKey {
        case path, name, digest, findings
        case isValid = "valid"
      }
    }

    /// By path.
    package var skills: [Skill]
    /// How many errors there are.
    package var errors: Int
    /// How many warnings there are.
    package var warnings: Int
    /// True when nothing is wrong with any of them.
    package var isValid: Bool

    enum CodingKeys: String, CodingKey {
      case skills, errors, warnings
      case isValid = "valid"
    }
  }

  package static let name = ActionName("skills", "validate")
  package static let effect = Effect.read
  package static let route = Route(.post, "/skills/validate")
  package static let summary = "Check skills, and say what is wrong with them and how to fix it."
  package static let fields: [Field<Request>] = [
    .requiredPaths("path", \.path, "A skill, or a folder with skills in it."),
    .flag("strict", \.strict, "Take warnings for errors."),
  ]
  package static var example: Request {
    var request = Request()
    request.path = ["/home/ann/skills"]
    return request
  }

  package static func run(_ request: Request, in services: Services) async throws -> Outcome {
    try await services.working { _ in
      let places = try request.path.flatMap { try Self.places(beneath: $0) }
      let packages = try places.map { try SkillPackage.read($0) }
      let check = RequirementCheck(try services.skillsIfAny(), others: packages.compactMap(\.manifest))
      var skills: [Outcome.Skill] = []
      for package in packages { skills.append(try await Self.skill(package, check, strict: request.strict)) }
      let findings = skills.flatMap(\.findings)
      return Outcome(
        skills: skills, errors: findings.filter { $0.severity == .error }.count,
        warnings: findings.filter { $0.severity == .warning }.count, isValid: skills.allSatisfy(\.isValid))
    }
  }

  /// A folder without any skill is taken for one that lacks its SKILL.md.
  private static func places(beneath path: String) throws -> [String] {
    let found = try SkillDiscovery(beneath: path).skills
    return found.isEmpty ? [path] : found
  }

  private static func skill(_ package: SkillPackage, _ check: RequirementCheck, strict: Bool) async throws
    -> Outcome.Skill
  {
    var validation = package.validation
    if let finding = evalFinding(package) { validation.add([finding]) }
    if let manifest = package.manifest {
      validation.add(try await check.findings(manifest, file: package.tree.mainFile?.path ?? ""))
    }
    return Outcome.Skill(
      path: package.path, name: package.manifest?.name.text, digest: package.digest.description,
      isValid: validation.passes(strict: strict), findings: validation.findings)
  }

  /// A warning about evals that cannot be read; nil when they can.
  private static func evalFinding(_ package: SkillPackage) -> SkillFinding? {
    do {
      _ = try EvalSuite(package.tree)
      return nil
    } catch {
      return SkillFinding(
        .warning, file: error.file, line: error.line, "the evals cannot be read: \(error.problem)", hint: error.hint)
    }
  }
}
