/// Accounts of one load balancer.
enum LoadBalancerAccounts {
  static let https =
    #"{"entry_protocol":"https","entry_port":443,"target_protocol":"http","target_port":80,"certificate_id":"c","tls_passthrough":false}"#
  static let http =
    #"{"entry_protocol":"http","entry_port":80,"target_protocol":"http","target_port":8080,"tls_passthrough":false}"#
  static let passthrough =
    #"{"entry_protocol":"https","entry_port":443,"target_protocol":"https","target_port":443,"tls_passthrough":true}"#
  static let tcp = #"{"entry_protocol":"tcp","entry_port":443,"target_protocol":"tcp","target_port":443}"#
  /// The name that a cluster gives.
  static let ofCluster = "a0123456789abcdef0123456789abcdef"

  /// A load balancer `lb` with rules and more members, in an account with more parts.
  static func account(
    _ rules: String..., name: String = "web", more: String = #""size_unit":1"#, parts: String = ""
  ) -> String {
    """
    {"load_balancers":[{"id":"lb","name":"\(name)","status":"active","region":{"slug":"nyc3"},"ip":"192.0.2.1",
      "created_at":"2026-01-01T00:00:00Z","forwarding_rules":[\(rules.joined(separator: ","))],\(more)}]\(parts)}
    """
  }

  /// Metrics of the load balancer, as a part of an account.
  static func metrics(_ members: String) -> String { #","load_balancer_metrics":{"lb":{\#(members)}}"# }

  /// A metric whose 95th percentile is a value in one window.
  static func metric(_ name: String, _ p95: Double, window: String = "fortnight", samples: Int = 100) -> String {
    """
    "\(name)":{"\(window)":[\(samples),100,0.1,0,1,0,0.1,\(p95),0.1]}
    """
  }
}
