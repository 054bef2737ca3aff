extension RuleList {
  static let apps: [Rule] = [
    .idleAppInstances,
    .oversizedAppComponent,
    .plainTextAppSecret,
    .publicAgent,
    .agentWithEveryTool,
    .singleAppInstance,
    .appWithoutHealthCheck,
    .appOnDevelopmentDatabase,
    .failedAppDeployment,
    .restartingAppComponent,
    .appComponentShortOfResources,
    .appWithoutDeploymentAlert,
    .staleFunctionTrigger,
  ]
}
