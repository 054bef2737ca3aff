import IpaiAdvisor
import Testing

/// The addresses of an account that are remembered.
@Suite struct PublicAddressTests {
  @Test func whatIsReachableFromOutsideIsRemembered() throws {
    let facts = try TestAccount.facts(
      """
      {"droplets": [
        {"id": 1, "networks": {
          "v4": [{"ip_address": "203.0.113.1", "type": "public"}, {"ip_address": "10.0.0.1", "type": "private"},
            {"ip_address": "203.0.113.9", "type": "public"}, {"type": "public"}, {"ip_address": "", "type": "public"}],
          "v6": [{"ip_address": "2001:db8::1", "type": "public"}]}},
        {"id": 2}],
      "gpu_droplets": [{"id": 3, "networks": {"v4": [{"ip_address": "203.0.113.3", "type": "public"}]}}],
      "load_balancers": [
        {"id": "a", "ip": "203.0.113.4", "ipv6": "2001:db8::4"}, {"id": "b", "ip": "10.0.0.5", "network": "INTERNAL"},
        {"id": "c", "ip": ""}],
      "reserved_ips": [{"ip": "203.0.113.9"}],
      "reserved_ipv6": [{"ip": "2001:db8::9"}]}
      """)
    #expect(
      facts.publicAddresses == [
        "203.0.113.1": URN(.droplet, "1"), "2001:db8::1": URN(.droplet, "1"), "203.0.113.3": URN(.droplet, "3"),
        "203.0.113.4": URN(.loadBalancer, "a"), "2001:db8::4": URN(.loadBalancer, "a"),
        "203.0.113.9": URN(.reservedIP, "203.0.113.9"), "2001:db8::9": URN(.reservedIPv6, "2001:db8::9"),
      ])
  }
}
