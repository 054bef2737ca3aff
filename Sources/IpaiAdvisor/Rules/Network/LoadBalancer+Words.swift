/// How doctl takes the parts of a load balancer: as pairs of a key and a value.
enum KeyValueWords {
  /// The pairs that have a value.
  static func text(_ pairs: [(String, String?)], separator: String = ",") -> String {
    pairs.compactMap { key, value in
      guard let value, !value.isEmpty else { return nil }
      return key + ":" + value
    }.joined(separator: separator)
  }
}

extension LoadBalancer.ForwardingRule {
  /// The rule as doctl takes it.
  var words: String {
    KeyValueWords.text([
      ("entry_protocol", entryProtocol), ("entry_port", entryPort.map(String.init)),
      ("target_protocol", targetProtocol), ("target_port", targetPort.map(String.init)),
      ("certificate_id", certificateID), ("tls_passthrough", tlsPassthrough.map(String.init)),
    ])
  }

  /// Whether the load balancer ends TLS here.
  var endsTLS: Bool { isTLS && tlsPassthrough != true }

  /// Whether clients speak TLS here.
  var isTLS: Bool { ["https", "http2", "http3"].contains(entryProtocol) }

  /// Whether backends speak HTTP, encrypted or not.
  var hasHTTPTarget: Bool { ["http", "https", "http2"].contains(targetProtocol) }
}

extension LoadBalancer.HealthCheck {
  /// The check as doctl takes it.
  var words: String {
    KeyValueWords.text([
      ("protocol", `protocol`), ("port", port.map(String.init)), ("path", path),
      ("check_interval_seconds", checkIntervalSeconds.map(String.init)),
      ("response_timeout_seconds", responseTimeoutSeconds.map(String.init)),
      ("healthy_threshold", healthyThreshold.map(String.init)),
      ("unhealthy_threshold", unhealthyThreshold.map(String.init)),
    ])
  }
}

extension LoadBalancer.StickySessions {
  /// The sessions as doctl takes them.
  var words: String {
    KeyValueWords.text([
      ("type", type), ("cookie_name", cookieName), ("cookie_ttl_seconds", cookieTTLSeconds.map(String.init)),
    ])
  }
}

extension LoadBalancer.Domain {
  /// The domain as doctl takes it.
  var words: String {
    KeyValueWords.text(
      [("name", name), ("is_managed", isManaged.map(String.init)), ("certificate_id", certificateID)], separator: " ")
  }
}

extension LoadBalancer.GlobalSettings {
  /// The settings as doctl takes them.
  var words: String {
    let priorities = (regionPriorities ?? [:]).sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
    return KeyValueWords.text([
      ("target_protocol", targetProtocol), ("target_port", targetPort.map(String.init)),
      ("failover_threshold", failoverThreshold.map(String.init)),
      ("region_priorities", priorities.joined(separator: " ")),
    ])
  }
}
