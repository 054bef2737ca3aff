/// What a link leads to.
package enum LinkKind: String, Codable, Sendable, CaseIterable {
  /// A commit, by its whole id.
  case commit
  /// A file, by its path relative to the root of the repository.
  case file
  /// A skill, by its name.
  case skill
  /// A record of Odoo, as model/id.
  case odooRecord = "odoo_record"
}
