import ArgumentParser

/// The name of a format of a verb that has all formats.
struct ReportFormatName: ExpressibleByArgument {
  /// The name.
  let text: String

  /// A name.
  init(_ text: String) { self.text = text }
  init?(argument: String) { self.init(argument) }

  /// What help and completions name.
  static var allValueStrings: [String] { OutputFormat.allCases.map(\.rawValue) }
  var defaultValueDescription: String { text }
}
