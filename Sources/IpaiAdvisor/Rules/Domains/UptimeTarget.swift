/// What a new uptime check would look at.
struct UptimeTarget {
  /// The URL or the address.
  let address: String
  /// How to look: `https`, `http` or `ping`.
  let type: String

  /// What readers should know before they follow the advice.
  static let costNote = "Uptime checks may cost something beyond the first one: see the prices of DigitalOcean Uptime."

  /// A target that is known.
  init(address: String, type: String) {
    self.address = address
    self.type = type
  }

  /// What can be looked at from outside of a load balancer: a page under a name of it, or its address.
  init(_ balancer: LoadBalancer, names: [String], address: String) {
    let rules = balancer.forwardingRules ?? []
    let name = names.first { !$0.hasPrefix("*") }
    let hasTLS = balancer.type == "GLOBAL" || rules.contains { $0.isTLS || $0.entryPort == 443 }
    if let name, hasTLS {
      self.init(address: "https://" + name, type: "https")
    } else if rules.contains(where: { $0.entryProtocol == "http" }) {
      let host = name ?? (address.contains(":") ? "[\(address)]" : address)
      self.init(address: "http://" + host, type: "http")
    } else {
      self.init(address: name ?? address, type: "ping")
    }
  }

  /// The commands that make a check with its alerts.
  func fix(named name: String?) -> [Fix.Line] {
    let name = name ?? "endpoint"
    let certificate: Fix.Line = .run(
      "doctl monitoring uptime alert create \(fill: "check_id") --name \(name + "-tls") --type ssl_expiry --threshold 14 --comparison less_than --period 2m --emails \(fill: "email")"
    )
    return [
      .run("doctl monitoring uptime create \(name) --target \(address) --type \(type) --regions us_east,eu_west"),
      .run(Self.alert(checkID: "\(fill: "check_id")", name: name)),
    ] + (type == "https" ? [certificate] : [])
  }

  /// The command that makes somebody know when a check gets no answer.
  static func alert(checkID: ShellText, name: String) -> ShellText {
    "doctl monitoring uptime alert create \(checkID) --name \(name + "-down") --type down_global --period 2m --emails \(fill: "email")"
  }
}
