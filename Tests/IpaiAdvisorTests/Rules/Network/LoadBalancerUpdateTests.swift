import Foundation
import IpaiAdvisor
import Testing

/// The command that changes a load balancer repeats all of it.
struct LoadBalancerUpdateTests {
  private static let full = #"""
    {"id":"lb","name":"it's","ip":"192.0.2.1","ipv6":"2001:db8::1","size":"lb-small","size_unit":3,"type":"REGIONAL",
     "network":"EXTERNAL","network_stack":"IPV4","algorithm":"round_robin","status":"active","created_at":"2026-01-01T00:00:00Z",
     "forwarding_rules":[
       {"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,"certificate_id":"c","tls_passthrough":false},
       {"entry_protocol":"tcp","entry_port":5432,"target_protocol":"tcp","target_port":5432,"certificate_id":"","tls_passthrough":false}],
     "health_check":{"protocol":"http","port":80,"path":"/up","check_interval_seconds":10,"response_timeout_seconds":5,"healthy_threshold":5,"unhealthy_threshold":3},
     "sticky_sessions":{"type":"cookies","cookie_name":"DO-LB","cookie_ttl_seconds":300},"region":{"slug":"nyc3","name":"New York 3"},
     "tag":"","tags":["web"],"droplet_ids":[1,2],"redirect_http_to_https":true,"enable_proxy_protocol":false,"enable_backend_keepalive":true,
     "http_idle_timeout_seconds":60,"vpc_uuid":"v","subnet_uuid":"s","disable_lets_encrypt_dns_records":true,"project_id":"p",
     "firewall":{"deny":["cidr:1.2.0.0/16"],"allow":["ip:1.2.3.4","ip:5.6.7.8"]},
     "domains":[{"name":"a.example","is_managed":true,"certificate_id":"c"},{"name":"b.example","is_managed":false}],
     "glb_settings":{"target_protocol":"http","target_port":80,"region_priorities":{"nyc3":1,"ams3":2},"failover_threshold":50,"cdn":{"is_enabled":true}},
     "target_load_balancer_ids":["x","y"],"tls_cipher_policy":"STRONG"}
    """#

  private static func balancer(_ text: String) throws -> LoadBalancer {
    try JSONDecoder().decode(LoadBalancer.self, from: Data(text.utf8))
  }

  /// The words of the values of flags.
  private static func flags(_ command: ShellText) throws -> [String: [String]] {
    let words = try #require(DoctlTable.words(command.text))
    var flags: [String: [String]] = [:]
    for (place, word) in words.enumerated() where word.hasPrefix("--") {
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1).map(String.init)
      flags[parts[0], default: []].append(parts.count == 2 ? parts[1] : words[place + 1])
    }
    return flags
  }

  @Test func namesEveryAttribute() throws {
    let command = LoadBalancerUpdate(try Self.balancer(Self.full)).command
    #expect(try DoctlTable.shared.problem(of: command.text) == nil)
    #expect(
      try Self.flags(command) == [
        "name": ["it's"], "region": ["nyc3"], "size-unit": ["3"], "algorithm": ["round_robin"], "vpc-uuid": ["v"],
        "subnet-uuid": ["s"], "project-id": ["p"], "redirect-http-to-https": ["true"],
        "enable-proxy-protocol": ["false"], "enable-backend-keepalive": ["true"],
        "disable-lets-encrypt-dns-records": ["true"], "tls-cipher-policy": ["STRONG"], "droplet-ids": ["1,2"],
        "forwarding-rules": [
          "entry_protocol:https,entry_port:443,target_protocol:http,target_port:80,certificate_id:c,tls_passthrough:false entry_protocol:tcp,entry_port:5432,target_protocol:tcp,target_port:5432,tls_passthrough:false"
        ],
        "health-check": [
          "protocol:http,port:80,path:/up,check_interval_seconds:10,response_timeout_seconds:5,healthy_threshold:5,unhealthy_threshold:3"
        ],
        "sticky-sessions": ["type:cookies,cookie_name:DO-LB,cookie_ttl_seconds:300"],
        "allow-list": ["ip:1.2.3.4,ip:5.6.7.8"], "deny-list": ["cidr:1.2.0.0/16"],
        "domains": ["name:a.example is_managed:true certificate_id:c", "name:b.example is_managed:false"],
        "glb-settings": [
          "target_protocol:http,target_port:80,failover_threshold:50,region_priorities:ams3=2 nyc3=1"
        ],
        "glb-cdn-settings": ["is_enabled:true"], "target-lb-ids": ["x,y"],
      ])
  }

  /// Every attribute that is known has a flag, or is one that an update cannot change or that leads to curl instead of doctl.
  @Test func knowsEveryAttribute() throws {
    let flags = Set(try Self.flags(LoadBalancerUpdate(try Self.balancer(Self.full)).doctl).keys)
    let otherFlags = [
      "sizeUnit": "size-unit", "vpcUUID": "vpc-uuid", "subnetUUID": "subnet-uuid", "projectID": "project-id",
      "dropletIDs": "droplet-ids", "redirectHTTPToHTTPS": "redirect-http-to-https", "firewall": "allow-list",
      "enableProxyProtocol": "enable-proxy-protocol", "enableBackendKeepalive": "enable-backend-keepalive",
      "disableLetsEncryptDNSRecords": "disable-lets-encrypt-dns-records", "tlsCipherPolicy": "tls-cipher-policy",
      "forwardingRules": "forwarding-rules", "healthCheck": "health-check", "stickySessions": "sticky-sessions",
      "glbSettings": "glb-settings", "targetLoadBalancerIDs": "target-lb-ids",
    ]
    let isSaidElsewhere: Set<String> = ["id", "ip", "ipv6", "status", "createdAt", "size", "tag", "tags"]
    let isCurls: Set<String> = ["type", "network", "networkStack", "httpIdleTimeoutSeconds"]
    for case let (label?, _) in Mirror(reflecting: try Self.balancer(Self.full)).children {
      guard !isSaidElsewhere.contains(label), !isCurls.contains(label) else { continue }
      #expect(flags.contains(otherFlags[label] ?? label), "\(label) has no flag")
    }
  }

  @Test func namesTheTagInsteadOfItsDroplets() throws {
    let balancer = try Self.balancer(#"{"id":"lb","tag":"web app","droplet_ids":[1,2],"size":"lb-large"}"#)
    let flags = try Self.flags(LoadBalancerUpdate(balancer).command)
    #expect(flags == ["tag-name": ["web app"], "size": ["lb-large"]])
  }

  @Test(arguments: [
    #""http_idle_timeout_seconds":90"#, #""network":"INTERNAL""#, #""network_stack":"DUALSTACK""#,
    #""type":"REGIONAL_NETWORK""#, #""health_check":{"protocol":"http","path":"/a:b"}"#,
  ])
  func asksTheAPIForWhatDoctlCannotSay(_ attribute: String) throws {
    let text =
      #"{"id":"lb","name":"it's","ip":"192.0.2.1","status":"active","region":{"slug":"nyc3"},"size":"lb-small","#
      + #""size_unit":2,"tag":"web","droplet_ids":[1],"# + attribute + "}"
    let command = LoadBalancerUpdate(try Self.balancer(text)).command
    let words = try #require(DoctlTable.words(command.text))
    #expect(words.first == "curl" && words.contains("https://api.digitalocean.com/v2/load_balancers/lb"))
    let place = try #require(words.firstIndex(of: "--data"))
    let body = try #require(
      try JSONSerialization.jsonObject(with: Data(words[place + 1].utf8)) as? [String: Any])
    let expected = try #require(
      try JSONSerialization.jsonObject(
        with: Data((#"{"id":"lb","name":"it's","region":"nyc3","size_unit":2,"tag":"web","# + attribute + "}").utf8))
        as? [String: Any])
    #expect(NSDictionary(dictionary: body) == NSDictionary(dictionary: expected))
  }
}
