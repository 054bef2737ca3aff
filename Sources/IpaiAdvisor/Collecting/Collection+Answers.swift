extension Collection {
  /// Whether there may be no such thing in an account, which the API says with status 404.
  var mayBeMissing: Bool { [.registry, .registrySubscription, .securityScan].contains(self) }

  /// Whether an answer may have null in place of its list, as the published schema has it (`nullable`).
  var mayBeNull: Bool { self == .kubernetesUpgrades }

  /// Whether an answer leaves an empty list out. App Platform and Gradient AI speak the JSON of protocol buffers, which writes no empty
  /// list: an account without apps gets `{"links":{},"meta":{"total":0}}`.
  var mayBeLeftOut: Bool { mayBeNull || [.apps, .appDeployments, .appAlerts, .agents].contains(self) }

  /// Whether it is metrics.
  var isMetrics: Bool { path.hasSuffix("*") }
}
