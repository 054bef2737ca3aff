import ArgumentParser

/// The name of a format as it was given: which names there are depends on the verb, and `Verb.checkFormat` says.
struct FormatName: ExpressibleByArgument {
  /// The name.
  let text: String

  /// A name.
  init(_ text: String) { self.text = text }
  init?(argument: String) { self.init(argument) }

  /// What help and completions name; the others are of one verb alone.
  static var allValueStrings: [String] { OutputFormat.common.map(\.rawValue) }
  var defaultValueDescription: String { text }
}
