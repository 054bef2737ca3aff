extension RuleCases {
  static let storage: [RuleCases] = [
    .unattachedVolume,
    .volumeOfPoweredOffDroplet,
    .mostlyEmptyVolume,
    .oldDropletSnapshot,
    .oldVolumeSnapshot,
    .orphanedSnapshot,
    .unusedCustomImage,
    .volumeWithoutSnapshot,
  ]
}
