import IpaiAdvisor

/// Accounts of one firewall.
enum FirewallAccounts {
  static let world = #"{"addresses":["0.0.0.0/0","::/0"]}"#

  /// A firewall `f` with an inbound rule, which protects the Droplet 1.
  static func account(
    _ ports: String, protocol name: String = "tcp", sources: String = world, name firewall: String = "web",
    target: String = #""droplet_ids":[1],"tags":[]"#, droplets: String = #"{"id":1,"name":"web-1"}"#
  ) -> String {
    """
    {"firewalls":[{"id":"f","name":"\(firewall)","status":"succeeded",\(target),"pending_changes":[],
      "inbound_rules":[{"protocol":"\(name)","ports":"\(ports)","sources":\(sources)}]}],"droplets":[\(droplets)]}
    """
  }

  /// Cases that no rule about open ports fires for, although the ports are open.
  static func guarded(_ ports: String) -> [RuleCase] {
    [
      RuleCase("the firewall of a cluster", account(ports, name: "k8s-abc-worker")),
      RuleCase("nothing is behind it", account(ports, target: #""droplet_ids":[],"tags":[]"#)),
      RuleCase(
        "no Droplet has its tag", account(ports, target: #""droplet_ids":[],"tags":["db"]"#)),
      RuleCase("only a load balancer gets in", account(ports, sources: #"{"load_balancer_uids":["lb"]}"#)),
    ]
  }

  /// Cases in which nothing can be said about open ports.
  static func notAssessed(_ ports: String) -> [RuleCase] {
    [
      RuleCase("without the right to read firewalls", account(ports), lacking: [.firewall]),
      RuleCase("without the right to read Droplets", account(ports), lacking: [.droplet]),
      RuleCase("without the right to read tags", account(ports), lacking: [.tag]),
      RuleCase(
        "the Droplets with its tag were not all read", account(ports, target: #""droplet_ids":[],"tags":["web"]"#),
        partial: [.gpuDroplets]),
      RuleCase("the ports of a rule cannot be read", account("web")),
      RuleCase("its rules were not read", #"{"firewalls":[{"id":"f","droplet_ids":[1],"tags":[]}]}"#),
    ]
  }
}
