@testable import IpaiAdvisor
import Testing

/// The endpoints that findings name for what they rest on.
struct EndpointTests {
  private static let paths: [(IpaiAdvisor.Collection, URN, String)] = [
    (
      IpaiAdvisor.Collection.functionTriggers, URN(.functionTrigger, "fn-1/nightly"),
      "/v2/functions/namespaces/fn-1/triggers"
    ),
    (.functionTriggers, URN(.functionNamespace, "fn-1"), "/v2/functions/namespaces/fn-1/triggers"),
    (.domainRecords, URN(.domain, "a.example"), "/v2/domains/a.example/records"),
    (.domainRecords, URN(.loadBalancer, "lb"), "/v2/domains/{id}/records"),
    (.dropletActions, URN(.volume, "v"), "/v2/droplets/{id}/actions"),
    (.dropletActions, URN(.droplet, "1"), "/v2/droplets/1/actions"),
    (.droplets, URN(.droplet, "1"), "/v2/droplets"),
    (.securityAffected, URN(.droplet, "1"), "/v2/security/scans/{scan}/findings/{id}/affected_resources"),
  ]

  @Test(arguments: paths)
  func haveTheIdOfTheirOwnResource(_ part: IpaiAdvisor.Collection, _ urn: URN, _ path: String) {
    #expect(part.path(of: urn) == path)
  }
}
