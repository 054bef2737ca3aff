import IpaiAdvisor

extension RuleCases {
  static let accountNearLimit = RuleCases(
    "DO-OPS-016",
    fails: [
      RuleCase(
        "five Droplets of six", account(droplets: 5, limit: 6),
        [.init("do:account:u", "droplets", .medium, fix: ["doctl account get"])]),
      RuleCase(
        "three addresses of three", account(addresses: 3, addressLimit: 3),
        [.init("do:account:u", "reserved_ips", .medium)]),
    ],
    passes: [
      RuleCase("four Droplets of five", account(droplets: 4, limit: 5, addresses: 4, addressLimit: 5)),
      RuleCase("an empty account", account()),
    ],
    notAssessed: [
      RuleCase("without the right to read the account", account(droplets: 5, limit: 5), lacking: [.account]),
      RuleCase(
        "without the right to read what counts", account(droplets: 5, limit: 5, addresses: 3, addressLimit: 3),
        lacking: [.droplet, .reservedIP]),
      RuleCase(
        "not everything was read", account(droplets: 5, limit: 5, addresses: 3, addressLimit: 3),
        partial: [.droplets, .reservedIPs]),
      RuleCase("the limits were not read", account(limit: 0, addressLimit: 0)),
    ],
    guarded: [
      RuleCase(
        "Droplets of which not all were read", account(droplets: 5, limit: 5), without: [.gpuDroplets])
    ])

  private static func account(droplets: Int = 0, limit: Int = 10, addresses: Int = 0, addressLimit: Int = 3) -> String {
    let reserved = (0..<addresses).map { #"{"ip":"203.0.113.\#($0)"}"# }.joined(separator: ",")
    return DropletAccount.text(
      parts: (0..<droplets).map { #"{"id":\#($0 + 1)}"# }, in: "droplets",
      rest: """
        {"account":{"uuid":"u","droplet_limit":\(limit),"floating_ip_limit":\(addressLimit)},"reserved_ips":[\(reserved)]}
        """)
  }
}
