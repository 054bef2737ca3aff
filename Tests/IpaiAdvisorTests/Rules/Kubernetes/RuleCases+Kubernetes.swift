extension RuleCases {
  static let kubernetes: [RuleCases] = [
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
