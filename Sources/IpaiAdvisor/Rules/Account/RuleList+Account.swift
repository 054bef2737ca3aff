extension RuleList {
  static let account: [Rule] = [
    .registryAboveIncludedStorage,
    .risingSpend,
    .flaggedAccount,
    .postureFinding,
    .untaggedResource,
    .crowdedDefaultProject,
    .projectWithoutEnvironment,
  ]
}
