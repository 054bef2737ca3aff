import IpaiAdvisor

extension RuleCases {
  static let openControlPlane = RuleCases(
    "DO-SEC-011",
    fails: [
      RuleCase(
        "the firewall is off",
        TestCluster.account(#""control_plane_firewall":{"enabled":false},\#(TestCluster.policy)"#),
        [
          .init(
            "do:kubernetes:c", nil, .high,
            fix: [
              "kubernetes cluster update c --enable-control-plane-firewall=true --control-plane-firewall-allowed-addresses '<admin_cidr>' \(TestCluster.keepsPolicy)"
            ])
        ]),
      RuleCase(
        "the firewall was never set up, and the window is not known", TestCluster.account(),
        [.init("do:kubernetes:c", fix: ["--maintenance-window '<current_day=HH:MM>' --update-kubeconfig=false"])]),
      RuleCase(
        "in Production", TestCluster.account(more: TestCluster.project("Production")),
        [.init("do:kubernetes:c", nil, .critical)]),
    ],
    passes: [
      RuleCase("the firewall is on", TestCluster.account(#""control_plane_firewall":{"enabled":true}"#)),
      RuleCase(
        "the firewall is on and lets one address in",
        TestCluster.account(#""control_plane_firewall":{"enabled":true,"allowed_addresses":["203.0.113.7/32"]}"#)),
    ],
    notAssessed: [
      RuleCase("without the right to read clusters", TestCluster.account(), lacking: [.kubernetes])
    ],
    guarded: [
      RuleCase("it is being deleted", TestCluster.account(TestCluster.deleting)),
      RuleCase(
        "addresses that were allowed stay allowed",
        TestCluster.account(
          #""control_plane_firewall":{"enabled":false,"allowed_addresses":["203.0.113.7/32","198.51.100.0/24"]}"#),
        [.init("do:kubernetes:c", fix: ["-allowed-addresses 203.0.113.7/32,198.51.100.0/24,'<admin_cidr>'"])]),
    ])
}
