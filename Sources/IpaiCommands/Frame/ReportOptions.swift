import ArgumentParser

/// The options that a verb takes that has all formats.
struct ReportOptions: ParsableArguments {
  @Option(
    name: .customLong("format"),
    help: ArgumentHelp(
      "The format of the answer: table, json, jsonl, csv, sarif, html or markdown.", valueName: "format"))
  var formatName = ReportFormatName(OutputFormat.table.rawValue)

  @OptionGroup var shared: SharedOptions

  /// The same as the options of every verb.
  var common: CommonOptions {
    var common = CommonOptions()
    common.formatName = FormatName(formatName.text)
    common.shared = shared
    return common
  }
}
