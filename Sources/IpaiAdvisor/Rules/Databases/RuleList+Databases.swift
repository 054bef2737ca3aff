extension RuleList {
  static let databases: [Rule] = [
    .idleDatabase,
    .standbyOutsideProduction,
    .unprotectedDatabase,
    .wideTrustedSource,
    .legacyPasswordPlugin,
    .engineEndOfLife,
    .singleNodeDatabase,
    .staleBackup,
    .fullDatabaseDisk,
    .fixedStorage,
    .noConnectionPool,
    .cacheWithoutEviction,
    .connectionsNearLimit,
    .pendingMaintenance,
    .noLogSink,
  ]
}
