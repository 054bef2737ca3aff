extension RuleCases {
  static let apps: [RuleCases] = [
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
