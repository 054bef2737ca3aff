import Foundation
import IpaiAdvisor
import Testing

/// What a token may not see within a resource costs nothing but itself.
struct HiddenPartTests {
  @Test(arguments: ["{}", "null"])
  func aDropletIsReadWithoutItsImageAndItsSize(_ hidden: String) throws {
    let text = #"{"id":1,"name":"web","image":\#(hidden),"size":\#(hidden),"region":\#(hidden),"networks":\#(hidden)}"#
    let droplet = try JSONDecoder().decode(Droplet.self, from: Data(text.utf8))
    #expect(droplet.image == nil && droplet.size == nil && droplet.name == "web")
    let app = try JSONDecoder().decode(App.self, from: Data(#"{"id":"a","spec":\#(hidden)}"#.utf8))
    #expect(app.spec == nil)
  }

  @Test func whatIsNoHiddenPartIsStillAnError() {
    for image in [#"{"name":"x"}"#, "[]", "5"] {
      #expect(throws: DecodingError.self) {
        try JSONDecoder().decode(Droplet.self, from: Data(#"{"id":1,"image":\#(image)}"#.utf8))
      }
    }
  }

  @Test func withoutTheRightToReadImagesTheDropletsAreJudged() async throws {
    let standIn = try StandIn(["--seed", "5", "--size", "30", "--without", "image:read"])
    let outcome = try await standIn.scan(StandIn.unlimited)
    #expect(outcome.facts.states[.droplets]?.status == .complete && outcome.warnings == [])
    #expect(outcome.facts.droplets.count > 3 && outcome.facts.droplets.allSatisfy { $0.image == nil })
    let tallies = Judge().assess(AccountView(outcome.facts)).tallies
    #expect(tallies.contains { $0.rule == "DO-SEC-001" && $0.passed + $0.failed > 0 })
    #expect(tallies.contains { $0.rule == "DO-SEC-026" && $0.passed + $0.failed == 0 })
  }
}
