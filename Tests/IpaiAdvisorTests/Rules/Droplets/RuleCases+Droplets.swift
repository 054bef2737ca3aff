extension RuleCases {
  static let droplets: [RuleCases] = [
    .poweredOffDroplet,
    .idleDroplet,
    .oversizedDroplet,
    .dominatedSize,
    .dailyBackupsOutsideProduction,
    .idleGPUDroplet,
    .transferAboveAllowance,
    .dropletWithoutFirewall,
    .endOfLifeImage,
    .dropletWithoutBackups,
    .backupsNeverCompleted,
    .replicasOnOneHost,
    .nearlyFullDisk,
    .saturatedProcessors,
    .memoryPressure,
    .highLoad,
    .dropletWithoutMetricsAgent,
    .dropletWithoutAlerts,
    .accountNearLimit,
  ]
}
