import IpaiAdvisor

extension RuleCases {
  static let dropletWithoutFirewall = RuleCases(
    "DO-SEC-001",
    fails: [
      RuleCase(
        "no firewall at all", DropletAccount.text(#"{"name":"it's $(web)"}"#),
        [
          .init(
            "do:droplet:1", nil, .high,
            fix: [
              "firewall create --name it-s---web--fw --inbound-rules 'protocol:tcp,ports:22,address:<admin_cidr> protocol:tcp,ports:443,"
            ])
        ]),
      RuleCase(
        "a firewall of others, one of which has the same tag",
        DropletAccount.joined([
          DropletAccount.text(#"{"tags":["web"]}"#),
          DropletAccount.text(
            #"{"id":2,"tags":["web"]}"#,
            rest: #"{"firewalls":[{"id":"f","name":"web","droplet_ids":[2],"tags":["db"]}]}"#),
        ]),
        [
          .init(
            "do:droplet:1", nil, .high, fix: ["--droplet-ids 1", "compute firewall add-droplets f --droplet-ids 1"])
        ]),
      RuleCase(
        "an address of IPv6 only",
        DropletAccount.text(#"{"networks":{"v4":[],"v6":[{"ip_address":"2001:db8::1","type":"public"}]}}"#),
        [.init("do:droplet:1", nil, .high)]),
    ],
    passes: [
      RuleCase("a firewall names it", DropletAccount.text(rest: #"{"firewalls":[{"id":"f","droplet_ids":[1]}]}"#)),
      RuleCase(
        "a firewall names its tag",
        DropletAccount.text(#"{"tags":["web"]}"#, rest: #"{"firewalls":[{"id":"f","droplet_ids":[],"tags":["web"]}]}"#)),
      RuleCase(
        "no public address",
        DropletAccount.text(#"{"networks":{"v4":[{"ip_address":"10.0.0.1","type":"private"}],"v6":[]}}"#)),
    ],
    notAssessed: [
      RuleCase("not all autoscale pools were read", DropletAccount.text(), partial: [.autoscalePools]),
      RuleCase("without the right to read firewalls", DropletAccount.text(), lacking: [.firewall]),
      RuleCase("without the right to read tags", DropletAccount.text(), lacking: [.tag]),
      RuleCase("without the right to read Droplets", DropletAccount.text(), lacking: [.droplet]),
      RuleCase("not all firewalls were read", DropletAccount.text(), partial: [.firewalls]),
      RuleCase("its addresses were not read", DropletAccount.text(#"{"networks":null}"#)),
    ],
    guarded: [
      RuleCase(
        "a firewall without rules",
        DropletAccount.text(rest: #"{"firewalls":[{"id":"f","droplet_ids":[1],"inbound_rules":[]}]}"#)),
      RuleCase("a node of a cluster by its tag", DropletAccount.text(#"{"tags":["k8s","k8s:c"]}"#)),
      RuleCase(
        "a member of a pool",
        DropletAccount.text(#"{"tags":["autoscale:p"]}"#, rest: #"{"autoscale_pools":[{"id":"p"}]}"#)),
    ])
}
