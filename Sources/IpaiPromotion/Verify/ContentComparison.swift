import IpaiCore
import IpaiSkills

/// Compares what a registry has stored of a version with what was promoted.
struct ContentComparison {
  /// Where skills are stored.
  let skills: any SkillStore

  /// What is wrong, or could not be looked at.
  struct Problem {
    /// Which of the two.
    let outcome: VerificationFinding.Outcome
    /// What it is.
    let message: String
  }

  /// What is wrong with the version of a step; `status` is what it has to have, nil where it is not in force. Throws `IpaiError` where the
  /// registry cannot be read.
  func problem(with step: PromotionStep, status: SkillStatus?) async throws -> Problem? {
    guard let stored = try await found({ try await skills.skill(step.name, version: step.version) }) else {
      // What is in force is released, and so everybody may read it.
      if status == nil, try await skills.showsReleasesOnly() {
        return Problem(
          outcome: .notChecked, message: "\(step.version) is not in force and cannot be read by this user")
      }
      return gone(step)
    }
    guard let tree = try await found({ try await skills.tree(of: step.name, version: step.version) }) else {
      return gone(step)
    }
    if let message = Self.problem(stored, tree, step, status) { return failure(message) }
    if let message = try await problem(stored, saying: tree) { return failure(message) }
    return status == nil ? nil : try await problemWithLatest(step, stored)
  }

  private func failure(_ message: String) -> Problem { Problem(outcome: .failed, message: message) }

  private func gone(_ step: PromotionStep) -> Problem {
    failure("\(step.version) was promoted, and its files are gone")
  }

  /// What `work` finds; nil where it finds nothing.
  private func found<Found>(_ work: () async throws -> Found) async throws -> Found? {
    do { return try await work() } catch let error as IpaiError where error.code == .notFound { return nil }
  }

  private static func problem(
    _ stored: StoredSkill, _ tree: SkillTree, _ step: PromotionStep, _ status: SkillStatus?
  ) -> String? {
    let digest = tree.digest.description
    if digest != step.digest {
      return "the files of \(step.version) are not those that were promoted: their digest is \(digest)"
    }
    if SkillDigest(releaseOf: tree).description != step.release {
      return "the statement gives \(step.version) another release than its files have"
    }
    if stored.digest != digest { return "the digest that is stored for \(step.version) is not that of its files" }
    guard let status, stored.status != status else { return nil }
    return "\(step.version) is \(stored.status.rawValue), and was promoted as \(status.rawValue)"
  }

  /// What is stored beside the files is what they say: it is searched, listed and served.
  private func problem(_ stored: StoredSkill, saying tree: SkillTree) async throws -> String? {
    let version = stored.version
    let form: SkillForm = tree.mainFile == nil ? .file : .folder
    if stored.form != form { return "\(version) is stored as a \(stored.form.rawValue), and is a \(form.rawValue)" }
    guard let manifest = SkillPackage(tree, form: form, folderName: nil).manifest else {
      return "what the files of \(version) say of it cannot be read"
    }
    if stored.description != manifest.description {
      return "the description that is stored for \(version) is not that of its files"
    }
    do {
      if try await skills.manifest(of: stored.name, version: version) == manifest { return nil }
    } catch let error as IpaiError where error.code == .unavailable && error.cause is DecodingError {}
    return "the front matter that is stored for \(version) is not that of its files"
  }

  /// Whoever asks for no version gets the one in force, unless a draft was stored after it.
  private func problemWithLatest(_ step: PromotionStep, _ stored: StoredSkill) async throws -> Problem? {
    if stored.isLatest { return nil }
    guard let latest = try await found({ try await skills.skill(step.name, version: nil) }) else {
      if try await skills.showsReleasesOnly() {
        return Problem(
          outcome: .notChecked, message: "the version that is marked as the latest cannot be read by this user")
      }
      return failure("no version is marked as the latest, and \(step.version) is in force")
    }
    if [.dev, .testing].contains(latest.status) { return nil }
    return failure(
      "\(latest.version) (\(latest.status.rawValue)) is marked as the latest, and \(step.version) is in force")
  }
}
