/// The colours of a page, as tokens of Material 3 and those of the severities.
struct PageTheme: Sendable {
  /// The names of the tokens without their prefix, with colours as `#RRGGBB`.
  let roles: [String: String]
  /// What shows a severity: text on a ground, and a bar of a chart with a number on it.
  let severities: [Severity: SeverityColors]

  /// The colours of a severity.
  struct SeverityColors: Sendable {
    let ground: String
    let text: String
    let bar: String
    let barText: String
  }

  static let light = PageTheme(
    roles: [
      "primary": "#6750A4", "on-primary": "#FFFFFF", "primary-container": "#EADDFF", "on-primary-container": "#21005D",
      "surface": "#FEF7FF", "on-surface": "#1D1B20", "on-surface-variant": "#49454F",
      "surface-container-low": "#F7F2FA", "surface-container": "#F3EDF7", "surface-container-high": "#ECE6F0",
      "surface-container-highest": "#E6E0E9", "outline": "#79747E", "outline-variant": "#CAC4D0",
      "error": "#B3261E", "error-container": "#F9DEDC", "on-error-container": "#410E0B",
    ],
    severities: [
      .critical: SeverityColors(ground: "#F9DEDC", text: "#410E0B", bar: "#B3261E", barText: "#FFFFFF"),
      .high: SeverityColors(ground: "#FFDCC2", text: "#2E1500", bar: "#A64B00", barText: "#FFFFFF"),
      .medium: SeverityColors(ground: "#FFE08A", text: "#241A00", bar: "#7A5F00", barText: "#FFFFFF"),
      .low: SeverityColors(ground: "#CDE5FF", text: "#001D32", bar: "#1F6FB2", barText: "#FFFFFF"),
      .info: SeverityColors(ground: "#E6E0E9", text: "#49454F", bar: "#6B6671", barText: "#FFFFFF"),
    ])

  static let dark = PageTheme(
    roles: [
      "primary": "#D0BCFF", "on-primary": "#381E72", "primary-container": "#4F378B", "on-primary-container": "#EADDFF",
      "surface": "#141218", "on-surface": "#E6E0E9", "on-surface-variant": "#CAC4D0",
      "surface-container-low": "#1D1B20", "surface-container": "#211F26", "surface-container-high": "#2B2930",
      "surface-container-highest": "#36343B", "outline": "#938F99", "outline-variant": "#49454F",
      "error": "#F2B8B5", "error-container": "#8C1D18", "on-error-container": "#F9DEDC",
    ],
    severities: [
      .critical: SeverityColors(ground: "#8C1D18", text: "#F9DEDC", bar: "#F2B8B5", barText: "#1D1B20"),
      .high: SeverityColors(ground: "#6A3B00", text: "#FFDCC2", bar: "#FFA565", barText: "#1D1B20"),
      .medium: SeverityColors(ground: "#574500", text: "#FFE08A", bar: "#E5C44A", barText: "#1D1B20"),
      .low: SeverityColors(ground: "#004A75", text: "#CDE5FF", bar: "#7FBFFF", barText: "#1D1B20"),
      .info: SeverityColors(ground: "#49454F", text: "#E6E0E9", bar: "#A39EAA", barText: "#1D1B20"),
    ])

  /// The tokens as declarations of a style sheet.
  var declarations: String {
    var lines = roles.sorted { $0.key < $1.key }.map { "--md-sys-color-\($0.key):\($0.value)" }
    for (severity, colors) in severities.sorted(by: { $0.key < $1.key }) {
      let name = severity.rawValue
      lines += [
        "--\(name):\(colors.ground)", "--on-\(name):\(colors.text)", "--bar-\(name):\(colors.bar)",
        "--on-bar-\(name):\(colors.barText)",
      ]
    }
    return lines.joined(separator: ";")
  }
}
