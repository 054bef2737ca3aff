import IpaiAdvisor

extension RuleCases {
  // The accounts are read as a month begins, so that the mean of 14 days counts. TransferAboveAllowanceTests has days within a month.
  static let transferAboveAllowance = RuleCases(
    "DO-COST-025",
    fails: [
      RuleCase(
        // 20 Mbps for the 720 hours of November are 6034.97 GiB.
        "more than 4 TB", account(.of(outbound: MetricStatistics(20))),
        [.init("do:account:u", nil, .low, saving: 20.35, fix: ["doctl compute cdn create '<space>'"])]),
      RuleCase(
        "without the samples of another Droplet it is already too much",
        account(.of(outbound: MetricStatistics(60)), more: ["2": "{}"]), [.init("do:account:u", nil, .low)]),
    ],
    passes: [
      // 13.25 Mbps are 3998.2 GiB.
      RuleCase("just within the allowance", account(.of(outbound: MetricStatistics(13.25)))),
      RuleCase("no Droplets", #"{"account":{"uuid":"u"}}"#),
      RuleCase(
        "the allowance is that of all Droplets together",
        account(
          .of(outbound: MetricStatistics(20)),
          more: ["2": #"{"networks":{"v4":[{"ip_address":"10.0.0.2","type":"private"}]}}"#])
      ),
      RuleCase(
        "one that is off sends nothing, and accrues its allowance",
        account(.of(outbound: MetricStatistics(20)), more: ["2": #"{"status":"off"}"#])),
    ],
    notAssessed: [
      RuleCase("without metrics", account(.of(outbound: MetricStatistics(20))), lacking: [.monitoring]),
      RuleCase("without the account", account(.of(outbound: MetricStatistics(20))), lacking: [.account]),
      RuleCase("not all Droplets were read", account(.of(outbound: MetricStatistics(20))), partial: [.droplets]),
      RuleCase(
        "Droplets with graphics processors were not read", account(.of(outbound: MetricStatistics(20))),
        without: [.gpuDroplets]),
      RuleCase("no samples", account(.of())),
      RuleCase("too few samples", account(.of(outbound: .sparse(20)))),
      RuleCase(
        "the samples of another Droplet are missing", account(.of(outbound: MetricStatistics(1)), more: ["2": "{}"])),
      RuleCase(
        "its allowance is not known", account(.of(outbound: MetricStatistics(20)), #"{"size":{"slug":"s-2vcpu-4gb"}}"#)),
    ],
    guarded: [
      RuleCase(
        "what another Droplet sent is not known, and without it the allowance is enough",
        account(.of(outbound: MetricStatistics(20)), more: ["2": "{}"]))
    ])

  /// An account with the Droplet 1, which has metrics, and others without.
  private static func account(_ metrics: DropletMetrics, _ changes: String = "{}", more: [String: String] = [:])
    -> String
  {
    let others = more.map { id, changes in
      DropletAccount.text(
        changes.replacing("{", with: #"{"id":\#(id),"#, maxReplacements: 1).replacing(",}", with: "}"))
    }
    let one = DropletAccount.text(changes, metrics: metrics, rest: #"{"account":{"uuid":"u"}}"#)
    return DropletAccount.joined([one] + others)
  }
}
