import IpaiCore
import IpaiGit
package import IpaiSkills

/// Compares the skills of a commit with what a registry has.
package struct PromotionPlanner {
  /// A skill of the commit whose files were read.
  private struct Read {
    let skill: CommittedSkill
    let addition: SkillAddition
    var name: String { addition.manifest.name.text }
  }

  private let registry: any PromotionRegistry
  private let origin: PromotionOrigin
  private let selection: PromotionSelection
  private let path: CheckedOutPath
  private let evidence: EvalEvidenceSource
  private let withLines: Bool
  private let isCancelled: () -> Bool

  private var state: RegistryState
  private var steps: [PromotionStep] = []
  private var left: [LeftSkill] = []
  private var refused: [RefusedSkill] = []
  /// The skills of the steps, by name.
  package private(set) var additions: [String: SkillAddition] = [:]

  /// Plans for `registry`, which had `known` when the commit was read. `evidence` gives what the evals of a skill have shown the last
  /// time, `path` where hints find a skill, and `withLines` adds the lines that differ.
  package init(
    _ registry: any PromotionRegistry, known: RegistryState, origin: PromotionOrigin, selection: PromotionSelection,
    withLines: Bool, path: @escaping CheckedOutPath = { $0 }, isCancelled: @escaping () -> Bool,
    evidence: @escaping EvalEvidenceSource
  ) {
    self.registry = registry
    state = known
    self.origin = origin
    self.selection = selection
    self.withLines = withLines
    self.path = path
    self.isCancelled = isCancelled
    self.evidence = evidence
  }

  /// Makes the plan from what `CommittedSource` has read. Throws `IpaiError`.
  package mutating func plan(_ source: CommittedSource, ipai: String) async throws -> PromotionPlan {
    for place in source.refused { leave(place.path, place.path, .noSkill, place.message) }
    var read: [Read] = []
    for skill in source.skills {
      if let package = skill.package {
        let name = package.manifest?.name.text ?? skill.skill.folderName ?? skill.skill.path
        guard selection.names.isEmpty || selection.names.contains(name) else {
          leave(name, skill.skill.path, .notNamed, "it was not asked for")
          continue
        }
        // What is not to be promoted may be unfinished.
        if let status = package.statedStatus, [.dev, .testing].contains(status), !package.validation.passes() {
          leave(name, skill.skill.path, .status, "it is \(status.rawValue), and has errors")
          continue
        }
        do { read.append(Read(skill: skill.skill, addition: try SkillAddition(package, source: nil))) } catch {
          refuse(skill.skill.path, error)
        }
      } else if let name = skill.knownName {
        leave(name, skill.skill.path, .unchanged, "the registry has it as it is")
      }
    }
    refuseDoubles(&read)
    // Where nothing has changed, there is nothing more to ask for.
    if !read.isEmpty { state = try await registry.state(Set(read.map(\.name))) }
    for skill in read {
      if isCancelled() { throw IpaiError(.interrupted, "interrupted; nothing was changed") }
      do { try await decide(skill) } catch { refuse(skill.skill.path, error) }
    }
    lookForVanished(source)
    try checkNames(source)
    steps.sort { ByteOrder.compare($0.name, $1.name) < 0 }
    left.sort { ByteOrder.compare($0.name, $1.name) < 0 }
    return PromotionPlan(
      registry: registry.place, head: state.head, origin: origin, selection: selection, steps: steps,
      changes: try await changes(), left: left, refused: refused, ipai: ipai)
  }

  private mutating func refuse(_ path: String, _ error: any Error) {
    let error = (error as? IpaiError) ?? IpaiError(.internal, IpaiError.summary(of: error))
    refused.append(RefusedSkill(path: path, error))
  }

  private mutating func leave(_ name: String, _ path: String, _ reason: LeftSkill.Reason, _ text: String) {
    left.append(LeftSkill(name: name, path: path, reason: reason, explanation: text))
  }

  /// Two skills of one name cannot both be promoted, nor can one be guessed.
  private mutating func refuseDoubles(_ read: inout [Read]) {
    let known = Set(left.map(\.name))
    let groups = Dictionary(grouping: read, by: \.name)
    for (name, skills) in groups.sorted(by: { $0.key < $1.key }) where skills.count > 1 || known.contains(name) {
      let paths = skills.map(\.skill.path) + left.filter { $0.name == name }.map(\.path)
      let message = "there are several skills named '\(name)': \(paths.sorted().joined(separator: ", "))"
      for skill in skills {
        refuse(skill.skill.path, IpaiError(.conflict, message, hint: "rename or remove all but one"))
      }
      read.removeAll { $0.name == name }
    }
  }

  /// Throws where a skill that was asked for is neither in the commit nor in the registry.
  private func checkNames(_ source: CommittedSource) throws(IpaiError) {
    let known = Set(
      source.skills.flatMap { [$0.knownName, $0.package?.manifest?.name.text, $0.skill.folderName].compactMap { $0 } }
        + state.current.keys)
    guard let unknown = selection.names.first(where: { !known.contains($0) }) else { return }
    throw IpaiError(
      .notFound, "there is no skill '\(unknown.prefix(80))' in '\(origin.folder)' of the commit",
      hint: "check the name, or name another folder with --dir")
  }

  // MARK: One skill

  private mutating func decide(_ read: Read) async throws {
    let manifest = read.addition.manifest
    let name = read.name
    let inForce = state.inForce(name)
    if manifest.status == .deprecated {
      guard let inForce else {
        return leave(name, read.skill.path, .deprecated, "it is deprecated, and not in the registry")
      }
      if inForce.step.action == .rollBack, !selection.takesRolledBack {
        let text = "it is deprecated, and was put in force by a rollback; to retire it, add --allow-rolled-back"
        return leave(name, read.skill.path, .rolledBack, text)
      }
      steps.append(retirement(of: inForce, source: read.skill))
      return
    }
    guard [.approved, .stable].contains(manifest.status), selection.statuses.contains(manifest.status) else {
      let stays = inForce.map { "; \($0.step.version) stays in force" } ?? ""
      return leave(name, read.skill.path, .status, "it is \(manifest.status.rawValue)\(stays)")
    }
    let tree = read.addition.package.tree
    let digest = read.addition.package.digest.description
    let step = PromotionStep(
      name: name, action: .add, version: manifest.version.description, status: manifest.status, digest: digest,
      release: SkillDigest(releaseOf: tree).description, repository: origin.repository, source: read.skill.path,
      gitObject: read.skill.object.hex,
      previous: inForce?.previous)
    try checkNames(read)
    try checkContent(step)
    guard let action = try action(step, inForce) else {
      return leave(name, read.skill.path, .unchanged, "the registry has it as it is")
    }
    if wasRolledBack(step, inForce), !selection.takesRolledBack {
      let text = "\(step.version) was rolled back; give what is fixed a new version, or add --allow-rolled-back"
      return leave(name, read.skill.path, .rolledBack, text)
    }
    if !selection.withSecrets.contains(name) { try SecretCheck.check(tree, in: read.skill.path) }
    var gated = try await EvalGate(selection, path: path, evidence).passed(
      step, read.addition.package, earlier: try await stated(state.versions[name]?[step.version]))
    gated.action = action
    steps.append(gated)
    additions[name] = read.addition
  }

  /// A version with all that its statement says of its evals, of which the rows have a part.
  private func stated(_ version: PromotedVersion?) async throws -> PromotedVersion? {
    guard var version, let evals = version.step.evals else { return version }
    let name = version.step.name
    let record = try await registry.records(of: name, after: version.promotion - 1, most: 1).first
    let steps = record.flatMap { try? PromotionStatement(reading: $0.text).steps }
    if let said = steps?.first(where: { $0.name == name })?.evals, said.digest == evals.digest, said.of == evals.of {
      version.step.evals = said
    }
    return version
  }

  /// Throws where some file systems cannot hold the files beside each other: not everybody could install them.
  private func checkNames(_ read: Read) throws(IpaiError) {
    guard let clash = SkillPath.clashes(read.addition.package.tree.files).first else { return }
    throw IpaiError(.conflict, "\(read.skill.path)/\(clash.file): \(clash.message)", hint: clash.hint)
  }

  /// Throws where the version was released with other content.
  private func checkContent(_ step: PromotionStep) throws(IpaiError) {
    let promoted = state.versions[step.name]?[step.version]
    let isOther =
      if let promoted { promoted.step.release != step.release } else {
        state.unpromoted[step.name]?[step.version].map { $0 != step.digest } ?? false
      }
    guard isOther else { return }
    throw IpaiError(
      .conflict, "\(step.source): version \(step.version) is in the registry with other content",
      hint: "give the new content a new version")
  }

  /// Whether a rollback took the version out of force: a rollback is the last that was done, and the version was promoted before it.
  private func wasRolledBack(_ step: PromotionStep, _ inForce: PromotedVersion?) -> Bool {
    guard let inForce, inForce.step.action == .rollBack, inForce.step.version != step.version else { return false }
    return state.versions[step.name]?[step.version] != nil
  }

  /// What has to be done for a step; nil for nothing.
  private func action(_ step: PromotionStep, _ inForce: PromotedVersion?) throws -> PromotionAction? {
    guard let current = inForce?.step else { return .add }
    if current.version == step.version {
      if current.digest == step.digest && current.status == step.status { return nil }
      return current.status == .stable && step.status == .approved ? .moveBack : .move
    }
    guard try SkillVersion(step.version) < SkillVersion(current.version) else { return .change }
    guard selection.movesBack else {
      throw IpaiError(
        .conflict,
        "\(step.source): version \(step.version) is earlier than \(current.version), which is in force",
        hint: "to put the earlier version in force, add --allow-move-back")
    }
    return .moveBack
  }

  private func retirement(of inForce: PromotedVersion, source: CommittedSkill?) -> PromotionStep {
    var step = inForce.step
    step.action = .retire
    step.status = .deprecated
    step.previous = inForce.previous
    step.evals = nil
    step.isWithoutEvals = false
    if let source {
      step.source = source.path
      step.gitObject = source.object.hex
    }
    return step
  }

  // MARK: The others

  /// The skills that the registry has from this folder, and that are no longer in it.
  private mutating func lookForVanished(_ source: CommittedSource) {
    let names = Set(steps.map(\.name) + left.map(\.name))
    let paths = Set(source.skills.map(\.skill.path) + refused.map(\.path))
    let prefix = origin.folder.isEmpty ? "" : origin.folder + "/"
    for (name, version) in state.current.sorted(by: { $0.key < $1.key }) {
      guard state.inForce(name) != nil, !names.contains(name),
        RepositoryAddress.areOne(version.step.repository, origin.repository), version.step.source.hasPrefix(prefix),
        !paths.contains(version.step.source)
      else { continue }
      guard selection.names.isEmpty || selection.names.contains(name) else { continue }
      if selection.retiresVanished, origin.repository != nil {
        steps.append(retirement(of: version, source: nil))
      } else {
        leave(
          name, version.step.source, .vanished,
          origin.repository == nil
            ? "it is no longer in the commit, which need not be the same repository: without a remote 'origin' it is not retired"
            : "it is no longer in the commit; --prune retires it")
      }
    }
  }

  private func changes() async throws -> [SkillChange] {
    var changes: [SkillChange] = []
    for step in steps {
      guard let addition = additions[step.name] else { continue }
      var old: (tree: SkillTree, manifest: SkillManifest?)?
      if let previous = step.previous {
        let tree = try await registry.skills.tree(of: step.name, version: previous.version)
        old = (tree, try await registry.skills.manifest(of: step.name, version: previous.version))
      }
      changes.append(
        SkillChange(
          name: step.name, from: old, to: (addition.package.tree, addition.manifest), withLines: withLines))
    }
    return changes
  }
}
