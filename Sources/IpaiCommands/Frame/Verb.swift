import ArgumentParser

/// A command that does something, as against one that only groups others.
protocol Verb: ParsableCommand {
  var common: CommonOptions { get }

  /// The settings that its own flags override, by key; nil where a flag was not given.
  var settings: [String: String?] { get }

  /// Whether it also runs where the configuration has errors, which it finds in `Invocation.configuration`.
  static var worksWithBrokenConfiguration: Bool { get }

  /// Does the work. Throws `IpaiError`.
  func run(in invocation: Invocation) throws
}

extension Verb {
  var settings: [String: String?] { [:] }
  static var worksWithBrokenConfiguration: Bool { false }
}
