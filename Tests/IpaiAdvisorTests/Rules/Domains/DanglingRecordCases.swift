import IpaiAdvisor
import IpaiCore

extension RuleCases {
  private typealias Zone = ZoneAccounts
  private static let gone = [
    "192.0.2.1": EarlierAddress(urn: URN(.droplet, "1"), seen: Timestamp(seconds: 1_780_000_000))
  ]
  private static let address = ZoneAccounts.account(ZoneAccounts.record(7, "A"))
  private static let app = ZoneAccounts.record(8, "CNAME", "www", "Shop-abc.ondigitalocean.app.")
  private static let bucket = ZoneAccounts.record(9, "CNAME", "cdn", "files.nyc3.cdn.digitaloceanspaces.com.")

  static let danglingRecord = RuleCases(
    "DO-SEC-024",
    fails: [
      RuleCase(
        "an address that was ours", address,
        [.init("do:domain:a.example", "7", .high, fix: ["doctl compute domain records delete a.example 7"])],
        earlierAddresses: gone),
      RuleCase(
        "an app that is gone", Zone.account(app, parts: apps("https://other-abc.ondigitalocean.app")),
        [.init("do:domain:a.example", "8")]),
      RuleCase("a bucket that is gone", Zone.account(bucket), [.init("do:domain:a.example", "9")]),
    ],
    passes: [
      RuleCase(
        "a Droplet has the address",
        Zone.account(
          Zone.record(7, "A"),
          parts: #","droplets":[{"id":1,"networks":{"v4":[{"ip_address":"192.0.2.1","type":"public"}]}}]"#),
        earlierAddresses: gone),
      RuleCase(
        "a load balancer has it now",
        Zone.account(Zone.record(7, "A"), parts: #","load_balancers":[{"id":"lb","ip":"192.0.2.1"}]"#),
        earlierAddresses: gone),
      RuleCase("the app is there", Zone.account(app, parts: apps("https://shop-abc.ondigitalocean.app"))),
      RuleCase(
        "the bucket is there",
        Zone.account(bucket, parts: #","projects":[{"id":"p"}],"project_resources":{"p":[{"urn":"do:space:files"}]}"#)),
      RuleCase(
        "a CDN endpoint serves the bucket",
        Zone.account(bucket, parts: #","cdn_endpoints":[{"id":"e","origin":"files.nyc3.digitaloceanspaces.com"}]"#)),
    ],
    notAssessed: Zone.notAssessed + [
      RuleCase("the first scan", address),
      RuleCase("addresses were not all read", address, partial: [.reservedIPs], earlierAddresses: gone),
      RuleCase(
        "the addresses of a Droplet are hidden",
        Zone.account(Zone.record(7, "A"), parts: #","droplets":[{"id":1,"networks":{}}]"#),
        earlierAddresses: gone),
      RuleCase("apps were not all read", Zone.account(app), partial: [.apps]),
      RuleCase("the name of an app is not known", Zone.account(app, parts: #","apps":[{"id":"x"}]"#)),
      RuleCase("without the right to read projects", Zone.account(bucket), lacking: [.project]),
      RuleCase("the resources of one project were not read", Zone.account(bucket, parts: #","projects":[{"id":"p"}]"#)),
    ],
    guarded: [
      RuleCase(
        "an address that was never ours", Zone.account(Zone.record(7, "A", "@", "198.51.100.1")), earlierAddresses: gone
      ),
      RuleCase("a name of somebody else", Zone.account(Zone.record(8, "CNAME", "www", "x.example."))),
    ])

  private static func apps(_ address: String) -> String {
    #","apps":[{"id":"x","default_ingress":"\#(address)"}]"#
  }
}
