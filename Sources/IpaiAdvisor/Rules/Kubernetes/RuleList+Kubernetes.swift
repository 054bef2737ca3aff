extension RuleList {
  static let kubernetes: [Rule] = [
    .oversizedNodePool,
    .openControlPlane,
    .withdrawnVersion,
    .missingPatch,
    .controlPlaneWithoutStandby,
    .loneNode,
    .surgeUpgradesOff,
    .brokenCluster,
    .patchesByHand,
    .clusterlintFinding,
    .defaultMaintenanceWindow,
  ]
}
