import IpaiCore

/// The fields that several actions of promotions have.
enum PromotionFields {
  /// The registry.
  static func registry<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .text(
      "to", value, minBytes: 1, "The registry: an address as in --store, a database file (.db), or a folder.",
      fallback: "the shared store")
  }
}
