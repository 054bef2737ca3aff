import ArgumentParser

/// A verb that is another verb under a shorter name.
protocol ShortForm: Verb {
  /// The type of the verb that it stands for.
  associatedtype Long: Verb

  /// The verb that it stands for, with its options.
  var long: Long { get }
}

extension ShortForm {
  var common: CommonOptions { long.common }
  var settings: [String: String?] { long.settings }
  static var worksWithBrokenConfiguration: Bool { Long.worksWithBrokenConfiguration }

  /// Does what the long form does.
  func run(in invocation: Invocation) throws { try long.run(in: invocation) }

  /// The help of the long form, with the short one in its examples.
  static func described(as short: String, for long: String) -> CommandConfiguration {
    let discussion = Long.configuration.discussion.replacing("ipai \(long) ", with: "ipai \(short) ")
    return CommandConfiguration(
      commandName: short, abstract: Long.configuration.abstract,
      discussion: "The short form of 'ipai \(long)'.\n\n\(discussion)")
  }
}
