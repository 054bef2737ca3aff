/// How many requests the rest of a scan needs, once that is known.
struct RequestPlan {
  /// How many requests are needed.
  var requests: Int
  /// How many were answered before.
  private let before: Int

  /// So many requests after others.
  init(_ requests: Int, after before: Int) {
    self.requests = requests
    self.before = before
  }

  /// How many of them were answered and how many are needed, where of all requests so many were answered and so many were begun.
  func progress(done: Int, begun: Int) -> (done: Int, total: Int) {
    (done - before, max(requests, begun - before, done - before, 1))
  }
}

/// How many requests the metrics of a resource need.
enum MetricRequests {
  static let loadBalancer = 6
  static let database = 3
  static let app = 3
  static let droplet = 7
  /// Of a node of a cluster, no more than its processors and its memory are looked at.
  static let node = 3
  /// A Droplet whose agent sends nothing.
  static let silentDroplet = 1
}
