extension Firewall.Peers {
  /// Whether they are everybody, by IPv4 or by IPv6.
  var isWorld: Bool { (addresses ?? []).contains(where: Self.isWorld) }

  /// The same without everybody; nil where nobody else is left.
  var withoutWorld: Firewall.Peers? {
    var peers = self
    peers.addresses = addresses?.filter { !Self.isWorld($0) }
    return peers.words.isEmpty ? nil : peers
  }

  /// What doctl calls them: `address:10.0.0.0/8,tag:web`.
  var words: String {
    var words = (addresses ?? []).map { "address:" + $0 }
    words += (dropletIDs ?? []).map { "droplet_id:" + $0.text }
    words += (loadBalancerUids ?? []).map { "load_balancer_uid:" + $0 }
    words += (kubernetesIDs ?? []).map { "kubernetes_id:" + $0 }
    words += (tags ?? []).map { "tag:" + $0 }
    return words.joined(separator: ",")
  }

  private static func isWorld(_ address: String) -> Bool { address == "0.0.0.0/0" || address == "::/0" }
}

extension Firewall.InboundRule {
  /// The ports; nil where they cannot be read.
  var range: PortRange? { PortRange(ports) }

  /// The rule as doctl takes it, exactly as it is stored: `protocol:tcp,ports:22,address:0.0.0.0/0`.
  var words: String { words(from: sources) }

  /// The rule with other sources, as doctl takes it.
  func words(from sources: Firewall.Peers?) -> String {
    var words = "protocol:\(`protocol` ?? "tcp"),ports:\(ports ?? "0")"
    if let sources, !sources.words.isEmpty { words += "," + sources.words }
    return words
  }
}

extension Firewall {
  /// The rules for a protocol that let everybody in.
  func worldRules(_ name: String) -> [InboundRule] {
    (inboundRules ?? []).filter { $0.protocol?.lowercased() == name && $0.sources?.isWorld ?? false }
  }

  /// The rules that let everybody reach a TCP port.
  func worldRules(coveringTCP port: Int) -> [InboundRule] {
    worldRules("tcp").filter { $0.range?.covers(port) ?? false }
  }
}
