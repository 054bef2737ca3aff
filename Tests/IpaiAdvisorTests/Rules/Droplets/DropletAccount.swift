import Foundation
import IpaiAdvisor

/// Accounts of one Droplet, as texts.
enum DropletAccount {
  /// A Droplet that runs since January, with 2 processors, 4 GB of memory, a disk of 80 GB and the metrics agent.
  static let droplet = """
    {"id":1,"name":"web","status":"active","memory":4096,"vcpus":2,"disk":80,"created_at":"2026-01-01T00:00:00Z",
     "features":["monitoring"],"size_slug":"s-2vcpu-4gb","region":{"slug":"fra1"},"tags":[],
     "networks":{"v4":[{"ip_address":"203.0.113.1","type":"public"}],"v6":[]},
     "size":{"slug":"s-2vcpu-4gb","memory":4096,"vcpus":2,"disk":80,"transfer":4,"price_monthly":24,
             "regions":["fra1"],"available":true,"description":"Basic"}}
    """

  /// An account with that Droplet, where `changes` are other members of it, and `rest` other parts of the account.
  static func text(_ changes: String = "{}", metrics: DropletMetrics? = nil, rest: String = "{}") -> String {
    text(parts: [changes], in: "droplets", metrics: metrics, rest: rest)
  }

  /// An account with Droplets that differ from that Droplet in so many ways; the metrics are those of each.
  static func text(parts: [String], in list: String, metrics: DropletMetrics? = nil, rest: String = "{}") -> String {
    let droplets = parts.map { object(droplet).merging(object($0)) { _, new in new } }
    var account = object(rest)
    account[list] = droplets
    if let metrics {
      let text = (try? JSONEncoder().encode(metrics)).map { String(decoding: $0, as: UTF8.self) } ?? "{}"
      account["droplet_metrics"] = Dictionary(
        droplets.map { ("\($0["id"] ?? "")", object(text)) }, uniquingKeysWith: { first, _ in first })
    }
    let data = try? JSONSerialization.data(withJSONObject: account)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  /// An account with the parts of several.
  static func joined(_ accounts: [String]) -> String {
    var all: [String: Any] = [:]
    for account in accounts.map(object) {
      all.merge(account) { old, new in
        if let old = old as? [Any], let new = new as? [Any] { return old + new }
        if let old = old as? [String: Any], let new = new as? [String: Any] { return old.merging(new) { $1 } }
        return new
      }
    }
    let data = try? JSONSerialization.data(withJSONObject: all)
    return data.map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  private static func object(_ text: String) -> [String: Any] {
    guard let object = try? JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any] else {
      preconditionFailure("not an object: \(text)")
    }
    return object
  }

  /// Some sizes of DigitalOcean, as `{"sizes":[…]}`.
  static let sizes = """
    {"sizes":[
     \(size("s-1vcpu-1gb", 1024, 1, 25, 1, 6)), \(size("s-1vcpu-2gb", 2048, 1, 50, 2, 12)),
     \(size("s-2vcpu-2gb-80", 2048, 2, 80, 4, 18)),
     \(size("s-3vcpu-4gb", 4096, 3, 80, 4, 30)), \(size("s-2vcpu-8gb", 8192, 2, 80, 4, 28)),
     \(size("s-2vcpu-4gb", 4096, 2, 80, 4, 24)), \(size("s-4vcpu-8gb", 8192, 4, 160, 5, 48)),
     \(size("s-1vcpu-2gb-80-intel", 2048, 1, 80, 4, 10)),
     \(size("s-4vcpu-8gb-amd", 8192, 4, 160, 5, 26, "Premium AMD")), \(size("x-4vcpu-8gb", 8192, 4, 80, 4, 27)),
     \(size("c-2", 4096, 2, 80, 4, 42, "CPU-Optimized")), \(size("m-2vcpu-16gb", 16384, 2, 80, 4, 84, "Memory-Optimized"))]}
    """

  /// A size that is offered in fra1.
  static func size(
    _ slug: String, _ memory: Int, _ vcpus: Int, _ disk: Int, _ transfer: Double, _ price: Double,
    _ description: String = "Basic", regions: String = #"["fra1"]"#, isAvailable: Bool = true
  ) -> String {
    """
    {"slug":"\(slug)","memory":\(memory),"vcpus":\(vcpus),"disk":\(disk),"transfer":\(transfer),"price_monthly":\(price),
     "price_hourly":0.01,"regions":\(regions),"available":\(isAvailable),"description":"\(description)"}
    """
  }
}

extension DropletMetrics {
  /// Metrics with the same statistics in every window, of which `change` makes others.
  static func of(
    cpu: MetricStatistics? = nil, memory: MetricStatistics? = nil, outbound: MetricStatistics? = nil,
    _ change: (inout DropletMetrics) -> Void = { _ in }
  ) -> DropletMetrics {
    var metrics = DropletMetrics()
    metrics.cpu = cpu.map { MetricSummary($0) }
    metrics.memoryAvailable = memory.map { MetricSummary($0) }
    metrics.outbound = outbound.map { MetricSummary($0) }
    change(&metrics)
    return metrics
  }
}

extension MetricStatistics {
  /// Statistics of a window of which too many samples are missing.
  static func sparse(_ value: Double) -> MetricStatistics { MetricStatistics(value, samples: 79, expected: 100) }
}
