import IpaiCore
import IpaiYAML

/// What a user says about an account: what is to be left alone, the lines that rules draw, and prices. It is a file in YAML:
///
///     keep_tags: [keep, golden]
///     allowed_ports: [8080]
///     prices:
///       date: 2026-11-01
///       volume_gib: 0.08
package struct AdvisorPolicy: Equatable, Sendable {
  /// What is to be left alone.
  package var settings = AdvisorSettings()
  /// The prices that the API does not say.
  package var prices = PriceTable.builtIn

  private static let maxBytes = 256 << 10

  /// What holds where nobody says anything.
  package init() {}

  /// The policy in a file. Throws `IpaiError(.configuration)` with the line of what is wrong.
  package init(_ content: [UInt8], path: String) throws {
    let root: YAMLNode?
    do throws(YAMLError) {
      root = try YAMLDocument.read(content, limits: YAMLLimits(maxBytes: Self.maxBytes))
    } catch {
      throw error.error(.configuration, in: path)
    }
    guard let root, !root.isNull else { return }
    let reader = PolicyReader(path: path)
    for entry in try reader.mapping(root) {
      if entry.key == "prices" {
        try reader.readPrices(entry.value, into: &prices)
      } else {
        try reader.readSetting(entry, into: &settings)
      }
    }
  }
}
