extension Rule {
  /// A service whose HTTP answers nobody looks at.
  static let appWithoutHealthCheck = Rule(
    "DO-REL-018", .reliability, .medium, .quick,
    title: "App service without an HTTP health check",
    why:
      "Without a path to request, App Platform only checks that the port of the service is open. A service that answers every request with an error still counts as healthy, even right after a deployment.",
    condition: "A service has neither a health check nor a liveness check with an HTTP path.",
    guards:
      "Workers, jobs and static sites are left alone, and so are services that only listen on internal ports, because they need not speak HTTP. Without an HTTP path, App Platform checks with a TCP connection to the HTTP port. The path has to answer quickly and without a login.",
    subjects: [.apps],
    references: ["https://docs.digitalocean.com/products/app-platform/how-to/manage-health-checks/"]
  ) { account in
    account.judge({ $0.services.filter { !isInternal($0) } }, outcome)
  }

  private static func isInternal(_ component: RunningComponent) -> Bool {
    component.spec.httpPort == nil && !(component.spec.internalPorts ?? []).isEmpty
  }

  private static func outcome(_ component: RunningComponent) -> Outcome {
    let checks = [component.spec.healthCheck, component.spec.livenessHealthCheck]
    guard checks.allSatisfy({ $0?.httpPath?.isEmpty ?? true }) else { return .pass }
    let found = component.spec.healthCheck == nil ? "none" : "no http_path, so TCP"
    return .fail(
      Failure(
        [Evidence(component.path("health_check"), found, .apps)],
        fix: component.app.specChange(
          "add health_check: {http_path: /health} to \(component.name), with a path that it answers with 200 when it works"
        )))
  }
}
