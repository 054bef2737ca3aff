/// The rules where there is no file of rules. They are those of the service that ipai replaces, with words in place of
/// substrings, and without a way from development to production or from finance to the lab.
enum BuiltInRoutes {
  /// The names by which the replaced service called its servers, with the names of the servers in its files.
  static let aliases = ["odoo_prod": "odoo-erp", "odoo_lab": "odoo-lab"]
  /// The tiers of the servers behind these names, where their files do not say.
  static let tiers: [String: Tier] = ["odoo_prod": .prod, "odoo_lab": .lab]

  /// In the order in which they are tried.
  static let rules = [
    RouteRule(
      name: "finance",
      alternatives: [
        RouteConditions(contextWords: phrases(["finance-ssc"])), RouteConditions(words: phrases(["finance-ssc"])),
      ],
      target: "odoo_prod", confidence: 0.95, reason: "work of the finance shared service center belongs to production"),
    RouteRule(
      name: "development",
      alternatives: [RouteConditions(words: phrases(["migration", "OCA", "development", "testing"]))],
      target: "odoo_lab", confidence: 0.90, reason: "development and testing belong to the lab"),
  ]

  /// Where everything else goes.
  static let fallback = RouteRule(
    name: "default", alternatives: [], target: "odoo_prod", confidence: 0.75, reason: "no rule matched",
    fallback: [.init(target: "odoo_lab")])

  private static func phrases(_ texts: [String]) -> [Phrase] { texts.compactMap { Phrase($0) } }
}
