import ArgumentParser

/// A command that does something and needs no configuration for it.
protocol PlainVerb: ParsableCommand {
  /// Does the work. Throws `IpaiError`.
  func run(in world: World) throws
}
