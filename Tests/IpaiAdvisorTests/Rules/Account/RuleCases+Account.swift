extension RuleCases {
  static let account: [RuleCases] = [
    .registryAboveIncludedStorage,
    .risingSpend,
    .flaggedAccount,
    .postureFinding,
    .untaggedResource,
    .crowdedDefaultProject,
    .projectWithoutEnvironment,
  ]
}
