import ArgumentParser
import IpaiActions
import IpaiCore

/// The options that say who promotes, how that is signed, and whether others are told.
struct SigningOptions: ParsableArguments {
  @Option(help: PromoteRollbackAction.help("by", "name"))
  var by: String?

  @Option(help: PromoteRollbackAction.help("sign", "key"))
  var sign: String?

  @Option(help: PromoteRollbackAction.help("signer", "name"))
  var signer: String?

  @Flag(name: .customLong("no-rollout"), help: PromoteRollbackAction.help("rollout"))
  var noRollout = false

  /// Sets the fields of a request for which there are options here. Throws `IpaiError(.usage)` for an empty path.
  func apply(to request: inout some SigningRequest, in world: World) throws {
    request.by = by
    request.sign = try sign.map(world.absolute)
    request.signer = signer
    request.rollout = !noRollout
  }
}
