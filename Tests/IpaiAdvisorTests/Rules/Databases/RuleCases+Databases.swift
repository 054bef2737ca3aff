extension RuleCases {
  static let databases: [RuleCases] = [
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
