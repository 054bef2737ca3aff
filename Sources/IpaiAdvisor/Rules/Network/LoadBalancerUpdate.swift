import Foundation

/// The command that changes a load balancer. It replaces the whole of it, so that every attribute is named: what is left out would be set back
/// to its default.
package struct LoadBalancerUpdate {
  private let balancer: LoadBalancer

  /// The command that makes a load balancer what `balancer` is.
  package init(_ balancer: LoadBalancer) { self.balancer = balancer }

  /// The command: doctl's, or one of curl where doctl has no flag for something.
  package var command: ShellText { isWithinDoctl ? doctl : curl }

  /// The attributes as flags of `doctl compute load-balancer update`.
  package var doctl: ShellText {
    let command: ShellText = "doctl compute load-balancer update \(balancer.id)"
    return ShellText([command] + identity + switches + backends + checks + access + global)
  }

  /// The attributes as the body of a request.
  package var curl: ShellText {
    ManagedRequest.line("PUT", "load_balancers/\(balancer.id)", json: "\(body)")
  }

  /// Whether doctl has a flag for all that is not as it is by default, and can take the values apart again.
  var isWithinDoctl: Bool {
    let isDefault =
      [nil, 60].contains(balancer.httpIdleTimeoutSeconds) && [nil, "", "EXTERNAL"].contains(balancer.network)
      && [nil, "", "IPV4"].contains(balancer.networkStack) && [nil, "", "REGIONAL"].contains(balancer.type)
    let separated = [balancer.healthCheck?.path, balancer.stickySessions?.cookieName]
    return isDefault && separated.allSatisfy { !($0 ?? "").contains { ":, ".contains($0) } }
  }

  private var identity: [ShellText] {
    flag("name", balancer.name) + flag("region", balancer.region?.slug) + size + flag("algorithm", balancer.algorithm)
      + flag("vpc-uuid", balancer.vpcUUID) + flag("subnet-uuid", balancer.subnetUUID)
      + flag("project-id", balancer.projectID)
  }

  /// Only one of the two may be there.
  private var size: [ShellText] {
    guard let units = balancer.sizeUnit, units > 0 else { return flag("size", balancer.size) }
    return ["--size-unit \(units)"]
  }

  private var switches: [ShellText] {
    flag("redirect-http-to-https", balancer.redirectHTTPToHTTPS)
      + flag("enable-proxy-protocol", balancer.enableProxyProtocol)
      + flag("enable-backend-keepalive", balancer.enableBackendKeepalive)
      + flag("disable-lets-encrypt-dns-records", balancer.disableLetsEncryptDNSRecords)
      + flag("tls-cipher-policy", balancer.tlsCipherPolicy)
  }

  /// A tag and ids exclude each other; with a tag, the ids are those of the Droplets that have it.
  private var backends: [ShellText] {
    if let tag = balancer.tag, !tag.isEmpty { return flag("tag-name", tag) }
    return flag("droplet-ids", list: (balancer.dropletIDs ?? []).map(\.text))
  }

  private var checks: [ShellText] {
    flag("forwarding-rules", (balancer.forwardingRules ?? []).map(\.words).joined(separator: " "))
      + flag("health-check", balancer.healthCheck?.words) + flag("sticky-sessions", balancer.stickySessions?.words)
  }

  private var access: [ShellText] {
    flag("allow-list", list: balancer.firewall?.allow ?? []) + flag("deny-list", list: balancer.firewall?.deny ?? [])
  }

  private var global: [ShellText] {
    (balancer.domains ?? []).flatMap { flag("domains", $0.words) } + flag("glb-settings", balancer.glbSettings?.words)
      + flag("glb-cdn-settings", balancer.glbSettings?.cdn?.isEnabled.map { "is_enabled:\($0)" })
      + flag("target-lb-ids", list: balancer.targetLoadBalancerIDs ?? [])
  }

  private var body: String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let data = try? encoder.encode(LoadBalancerBody(balancer)) else { return "{}" }
    return String(decoding: data, as: UTF8.self)
  }

  private func flag(_ name: String, _ value: String?) -> [ShellText] {
    guard let value, !value.isEmpty else { return [] }
    return ["--\(name) \(value)"]
  }

  private func flag(_ name: String, _ value: Bool?) -> [ShellText] {
    guard let value else { return [] }
    return ["--\(name)=\(String(value))"]
  }

  private func flag(_ name: String, list: [String]) -> [ShellText] { flag(name, list.joined(separator: ",")) }
}

/// A load balancer as a request names it: without what only answers have, and with the region by its slug.
private struct LoadBalancerBody: Encodable {
  enum CodingKeys: CodingKey { case region, tag }

  private var balancer: LoadBalancer
  private let region: String?

  init(_ balancer: LoadBalancer) {
    self.balancer = balancer
    region = balancer.region?.slug
    self.balancer.ip = nil
    self.balancer.ipv6 = nil
    self.balancer.status = nil
    self.balancer.createdAt = nil
    self.balancer.region = nil
    if balancer.sizeUnit != nil { self.balancer.size = nil }
    // The API takes one of the two.
    if let tag = balancer.tag, !tag.isEmpty { self.balancer.dropletIDs = nil } else { self.balancer.tag = nil }
  }

  func encode(to encoder: any Encoder) throws {
    try balancer.encode(to: encoder)
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encodeIfPresent(region, forKey: .region)
  }
}
