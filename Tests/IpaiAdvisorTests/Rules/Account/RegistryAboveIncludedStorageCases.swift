import IpaiAdvisor

extension RuleCases {
  static let registryAboveIncludedStorage = RuleCases(
    "DO-COST-017",
    fails: [
      RuleCase(
        "10 GiB above", registry(used: 16_106_127_360),
        [
          .init(
            "do:registry:acme", nil, .low, saving: 0.2,
            fix: ["untagged images", "registry garbage-collection start --include-untagged-manifests"])
        ]),
      RuleCase("a byte above", registry(used: 5_368_709_121), [.init("do:registry:acme", nil, .low, saving: 0)]),
    ],
    passes: [
      RuleCase("all that is included", registry(used: 5_368_709_120)),
      RuleCase("no registry", "{}"),
    ],
    notAssessed: [
      RuleCase("its plan was not read", #"{"registry":{"name":"acme","storage_usage_bytes":99999999999}}"#),
      RuleCase(
        "its usage is not known",
        #"{"registry":{"name":"acme"},"registry_subscription":{"tier":{"included_storage_bytes":1}}}"#),
      RuleCase("without the right to read registries", registry(used: 16_106_127_360), lacking: [.registry]),
    ],
    guarded: [
      RuleCase(
        "nothing is billed above", registry(used: 16_106_127_360, overage: false),
        [.init("do:registry:acme", nil, .low)]),
      RuleCase(
        "the plan stands in the registry",
        #"{"registry":{"name":"acme","storage_usage_bytes":1,"subscription":{"tier":{"included_storage_bytes":1}}}}"#),
    ])

  private static func registry(used: Int, overage: Bool = true) -> String {
    """
    {"registry":{"name":"acme","storage_usage_bytes":\(used)},
     "registry_subscription":{"tier":{"slug":"basic","included_storage_bytes":5368709120,
      "allow_storage_overage":\(overage),"storage_overage_price_in_cents":2}}}
    """
  }
}
