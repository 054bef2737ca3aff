extension RuleList {
  static let storage: [Rule] = [
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
