import IpaiAdvisor
import Testing

struct PortRangeTests {
  @Test(arguments: [
    ("0", 0...65_535), ("all", 0...65_535), ("ALL", 0...65_535), ("22", 22...22), ("20-30", 20...30),
    (" 20 - 30 ", 20...30), ("1-65535", 1...65_535), ("65535", 65_535...65_535), ("80-80", 80...80),
  ])
  func namesPorts(_ text: String, _ ports: ClosedRange<Int>) { #expect(PortRange(text)?.ports == ports) }

  @Test(arguments: [
    "", "-", "30-20", "22-", "-22", "65536", "1-65536", "a", "2 2", "22-23-24", "+22", "99999999999999999999", "２２",
    "22,23",
  ])
  func namesNone(_ text: String) { #expect(PortRange(text) == nil) }

  @Test func nothingNamesNone() { #expect(PortRange(nil) == nil) }

  @Test(arguments: [
    ("0", true), ("all", true), ("1-65535", true), ("0-65535", true), ("2-65535", false), ("1-65534", false),
  ])
  func knowsWhetherTheyAreAll(_ text: String, isAll: Bool) { #expect(PortRange(text)?.isAll == isAll) }

  /// Texts of characters that are likely to lead astray; the numbers are the same in every run.
  @Test func readsWhateverStandsThere() {
    var state: UInt64 = 42
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    let characters = Array("0123456789--- alAL,+.\u{0}\u{301}é")
    for _ in 0..<20_000 {
      let text = String((0..<next(9)).map { _ in characters[next(characters.count)] })
      guard let range = PortRange(text) else { continue }
      #expect(range.ports.lowerBound >= 0 && range.ports.upperBound <= 65_535)
      #expect(range.covers(range.ports.lowerBound) && range.covers(range.ports.upperBound))
      #expect(!range.covers(range.ports.upperBound + 1) && !range.covers(range.ports.lowerBound - 1))
      let again = PortRange("\(range.ports.lowerBound)-\(range.ports.upperBound)")
      #expect(again == range, "\(text)")
    }
  }
}
