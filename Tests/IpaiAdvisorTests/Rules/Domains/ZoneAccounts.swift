import IpaiAdvisor

/// Accounts of DNS zones.
enum ZoneAccounts {
  /// The zone `a.example` with records, and more parts.
  static func account(_ records: String..., parts: String = "") -> String {
    #"{"domains":[{"name":"a.example","ttl":1800}],"domain_records":{"a.example":[\#(records.joined(separator: ","))]}\#(parts)}"#
  }

  /// The zone `a.example` with records, and the zone `sub.a.example` below it with others.
  static func nested(_ records: String, below: String) -> String {
    """
    {"domains":[{"name":"a.example"},{"name":"sub.a.example"}],
     "domain_records":{"a.example":[\(records)],"sub.a.example":[\(below)]}}
    """
  }

  /// A record.
  static func record(
    _ id: Int, _ type: String, _ name: String = "@", _ data: String = "192.0.2.1", ttl: Int = 1800
  ) -> String {
    #"{"id":\#(id),"type":"\#(type)","name":"\#(name)","data":"\#(data)","ttl":\#(ttl)}"#
  }

  /// Cases in which nothing can be said about a zone.
  static let notAssessed = [
    RuleCase("without the right to read domains", account(), lacking: [.domain]),
    RuleCase("its records were not read", #"{"domains":[{"name":"a.example"}]}"#, partial: [.domainRecords]),
  ]
}
