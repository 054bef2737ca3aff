extension RuleList {
  static let domains: [Rule] = [
    .expiringCertificate,
    .unlimitedSpacesKey,
    .oldSpacesKey,
    .noCAARecord,
    .noMailPolicy,
    .permissiveSPF,
    .danglingRecord,
    .targetDown,
    .longTTL,
    .bucketWithoutCDN,
    .noUptimeCheck,
    .silentUptimeCheck,
  ]
}
