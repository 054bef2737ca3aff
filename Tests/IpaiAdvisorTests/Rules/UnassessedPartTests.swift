import IpaiCore
import Testing

@testable import IpaiAdvisor

/// A part of a resource that cannot be judged is said to be one though another part of the resource fails: what was found of it before is
/// neither there nor fixed.
struct UnassessedPartTests {
  struct Trial: Sendable, CustomTestStringConvertible {
    let rule: String
    let account: String
    /// The part that fails.
    let failing: String
    /// The parts that cannot be judged; nil for the resource as a whole.
    let unknown: Set<String?>
    var earlier: [String: EarlierAddress] = [:]

    var testDescription: String { rule }
  }

  static let trials = [
    Trial(
      rule: "DO-SEC-024",
      account: ZoneAccounts.account(
        ZoneAccounts.record(7, "A"), ZoneAccounts.record(8, "CNAME", "www", "shop-abc.ondigitalocean.app."),
        parts: #","apps":[{"id":"x"}]"#), failing: "7", unknown: ["8"],
      earlier: ["192.0.2.1": EarlierAddress(urn: URN(.droplet, "1"), seen: Timestamp(seconds: 1_780_000_000))]),
    Trial(
      rule: "DO-SEC-008", account: sources("0.0.0.0/0", "what", "203.0.113.7"), failing: "0.0.0.0/0", unknown: ["what"]),
    Trial(
      rule: "DO-SEC-009",
      account: TestDatabase.account(
        "mysql",
        more:
          #""database_users":{"d":[{"name":"a","mysql_settings":{"auth_plugin":"mysql_native_password"}},{"name":"b"},{}]}"#
      ), failing: "a", unknown: ["b", nil]),
    Trial(
      rule: "DO-SEC-003", account: firewall(("tcp", "all"), ("udp", "what")), failing: "tcp", unknown: ["udp"]),
    Trial(
      rule: "DO-SEC-004", account: firewall(("tcp", "5432"), ("tcp", "what")), failing: "5432",
      unknown: databasePorts.subtracting(["5432"])),
    Trial(
      rule: "DO-REL-016",
      account: DropletAccount.text(
        metrics: .of { metrics in
          metrics.fileSystems = [disk("/", covered: true), disk("/data", covered: false)]
        }), failing: "/", unknown: ["/data"]),
  ]

  @Test(arguments: trials)
  func isNamedBesideOneThatFails(_ trial: Trial) throws {
    let rule = try #require(RuleList.rule(trial.rule))
    let facts = try TestAccount.facts(trial.account)
    let assessment = Judge([rule]).assess(AccountView(facts, earlierAddresses: trial.earlier))
    #expect(assessment.findings.map(\.subKey) == [trial.failing])
    #expect(Set(assessment.notAssessed.flatMap(\.parts).map(\.subKey)) == trial.unknown)
    let urn = try #require(assessment.findings.first?.urn)
    let coverage = ScanCoverage(assessment, facts, rules: [rule])
    for part in trial.unknown {
      #expect(!coverage.excludes(Self.identity(rule.id, urn, part)), "\(part ?? "-") counts as fixed")
    }
    if !trial.unknown.contains(nil) { #expect(coverage.excludes(Self.identity(rule.id, urn, "gone"))) }
  }

  private static func identity(_ rule: String, _ urn: URN, _ part: String?) -> FindingIdentity {
    FindingIdentity(
      fingerprint: Fingerprint.of(rule: rule, urn: urn, subKey: part), rule: rule, urn: urn, subKey: part)
  }

  private static func sources(_ values: String...) -> String {
    let sources = values.map { #"{"type":"ip_addr","value":"\#($0)"}"# }.joined(separator: ",")
    return TestDatabase.account("pg", more: #""database_sources":{"d":[\#(sources)]}"#)
  }

  /// A firewall with rules for a protocol and ports that let everybody in.
  private static func firewall(_ rules: (name: String, ports: String)...) -> String {
    let rules = rules.map {
      #"{"protocol":"\#($0.name)","ports":"\#($0.ports)","sources":{"addresses":["0.0.0.0/0"]}}"#
    }
    return """
      {"firewalls":[{"id":"f","name":"web","status":"succeeded","droplet_ids":[1],"tags":[],
        "inbound_rules":[\(rules.joined(separator: ","))]}],"droplets":[{"id":1}]}
      """
  }

  private static let databasePorts: Set<String?> = [
    "1433", "1521", "3306", "5432", "5984", "6379", "8086", "9042", "9092", "9200", "11211", "27017",
  ]

  private static func disk(_ mountpoint: String, covered: Bool) -> DropletMetrics.FileSystem {
    .init(
      device: "/dev" + mountpoint, mountpoint: mountpoint, fstype: "ext4", size: 100, free: 1,
      used: MetricSummary(covered ? MetricStatistics(0.99) : .sparse(0.99)), growthPerDay: 1)
  }
}
