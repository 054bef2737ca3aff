import ArgumentParser
import IpaiActions
import IpaiCore

/// The options that say which skills of which commit are promoted, and where to.
struct PlanningOptions: ParsableArguments {
  @Option(help: PromotePlanAction.help("repo", "path"))
  var repo: String?

  @Option(help: PromotePlanAction.help("dir", "folder"))
  var dir: String?

  @Option(help: PromotePlanAction.help("revision", "commit"))
  var revision: String?

  @Option(help: PromotePlanAction.help("to", "registry"))
  var to: String?

  @Option(help: PromotePlanAction.help("status", "status"))
  var status: [PromotedStatus] = []

  @Option(help: PromotePlanAction.help("skill", "name"))
  var skill: [String] = []

  @Flag(help: PromotePlanAction.help("prune"))
  var prune = false

  @Flag(help: PromotePlanAction.help("allow_dirty"))
  var allowDirty = false

  @Flag(help: PromotePlanAction.help("allow_move_back"))
  var allowMoveBack = false

  @Flag(help: PromotePlanAction.help("allow_rolled_back"))
  var allowRolledBack = false

  @Flag(help: PromotePlanAction.help("allow_missing_evals"))
  var allowMissingEvals = false

  @Flag(help: PromotePlanAction.help("allow_unisolated_evals"))
  var allowUnisolatedEvals = false

  @Option(help: PromotePlanAction.help("allow_secrets", "name"))
  var allowSecrets: [String] = []

  @Flag(help: PromotePlanAction.help("diff"))
  var diff = false

  /// Sets the fields of a request for which there are options here. Throws `IpaiError(.usage)` for an empty path.
  func apply(to request: inout some PlanningRequest, in world: World) throws {
    request.repo = try repo.map(world.absolute)
    request.dir = try dir.map { repo == nil && !$0.isEmpty ? try world.absolute($0) : $0 }
    request.revision = revision
    request.to = try to.map { try RegistryPlace.absolute($0, in: world) }
    request.status = status
    request.skill = skill
    request.prune = prune
    request.allowDirty = allowDirty
    request.allowMoveBack = allowMoveBack
    request.allowRolledBack = allowRolledBack
    request.allowMissingEvals = allowMissingEvals
    request.allowUnisolatedEvals = allowUnisolatedEvals
    request.allowSecrets = allowSecrets
    request.diff = diff
  }
}

extension PromotedStatus: ExpressibleByArgument {}
