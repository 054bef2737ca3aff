import IpaiAdvisor
import Testing

struct HostNamesTests {
  @Test(arguments: [
    ("https://Example.com/", "example.com"), ("http://user:pw@example.com:8080/a?b#c", "example.com"),
    ("example.com", "example.com"), ("example.com:443", "example.com"), ("example.com.", "example.com"),
    ("https://[2001:DB8::1]:443/", "2001:db8::1"), ("2001:db8::1", "2001:db8::1"), ("192.0.2.1", "192.0.2.1"),
    ("https://", ""), ("", ""), ("https://example.com?x=@y", "example.com"),
  ])
  func takesTheHostOfAnAddress(_ text: String, _ host: String) { #expect(AccountView.host(ofURL: text) == host) }

  @Test(arguments: [
    ("@", "a.example"), ("", "a.example"), ("www", "www.a.example"), ("www.a.example.", "www.a.example"),
    ("a.example", "a.example"), ("*", "*.a.example"), ("b.example", "b.example.a.example"),
  ])
  func writesNamesInFull(_ name: String, _ full: String) throws {
    let facts = try TestAccount.facts(ZoneAccounts.account(ZoneAccounts.record(1, "A", name)))
    let record = try #require(facts.domainRecords["a.example"]?.first)
    #expect(AccountView.fullName(record, zone: "A.example") == full)
  }

  /// Names that lead to each other lead to the address all the same.
  @Test func followsNamesThatLeadInACircle() throws {
    let facts = try TestAccount.facts(
      ZoneAccounts.account(
        ZoneAccounts.record(1, "A", "x"), ZoneAccounts.record(2, "CNAME", "y", "x.a.example."),
        ZoneAccounts.record(3, "CNAME", "x", "y.a.example."), ZoneAccounts.record(4, "CNAME", "z", "z.a.example."),
        parts: #","load_balancers":[{"id":"lb","ip":"192.0.2.1"}]"#))
    let balancer = try #require(facts.loadBalancers.first)
    #expect(HostNames(AccountView(facts)).names(of: balancer) == ["x.a.example", "y.a.example"])
  }
}
