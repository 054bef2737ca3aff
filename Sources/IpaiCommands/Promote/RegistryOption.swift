import ArgumentParser
import IpaiActions

/// The option that names a registry.
struct RegistryOption: ParsableArguments {
  @Option(help: PromoteStatusAction.help("to", "registry"))
  var to: String?

  /// The registry, seen from the current folder; nil for the shared store. Throws `IpaiError(.usage)` for an empty path.
  func place(in world: World) throws -> String? { try to.map { try RegistryPlace.absolute($0, in: world) } }
}
