import Foundation
import Testing

@testable import IpaiAdvisor

/// How long a refused request waits.
struct RateLimitHeadersTests {
  static let now = Date(timeIntervalSince1970: 1_790_000_000)

  private func headers(_ left: String?, _ reset: String?) -> RateLimitHeaders {
    var headers = ["ratelimit-limit": "5000"]
    headers["ratelimit-remaining"] = left
    headers["ratelimit-reset"] = reset
    return RateLimitHeaders(headers, date: Self.now)
  }

  @Test func withRequestsLeftItIsBrief() {
    let plenty = headers("4999", "1790003588")
    #expect((1...1.25).contains(plenty.wait(retryAfter: nil, attempt: 0)))
    #expect((4...5).contains(plenty.wait(retryAfter: nil, attempt: 2)))
    #expect(plenty.wait(retryAfter: 7, attempt: 2) == 7)
    #expect(plenty.wait(retryAfter: 1e12, attempt: 0) == 3600)
    #expect((1...1.25).contains(headers(nil, nil).wait(retryAfter: nil, attempt: 0)))
  }

  @Test func withoutItIsUntilTheReset() {
    #expect(headers("0", "1790000100").wait(retryAfter: nil, attempt: 0) == 100)
    #expect(headers("-3", "1790000100").wait(retryAfter: nil, attempt: 0) == 100)
  }

  @Test(arguments: ["-5", "0", "1789999999", "30", "1790003588000", "1e300", "inf", "nan", "soon", ""])
  func aResetThatCannotBeSaysNothing(_ reset: String) {
    let odd = headers("0", reset)
    #expect(odd.resetIn == nil)
    #expect(odd.wait(retryAfter: nil, attempt: 0) == 15 && odd.wait(retryAfter: nil, attempt: 1) == 30)
  }
}
