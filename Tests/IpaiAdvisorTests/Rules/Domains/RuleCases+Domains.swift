extension RuleCases {
  static let domains: [RuleCases] = [
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
