extension Rule {
  /// A load balancer whose backends take long to answer.
  static let slowResponses = Rule(
    "DO-PERF-012", .performance, .medium, .significant,
    title: "Slow responses behind the load balancer",
    why: "One answer in twenty takes longer than people are willing to wait.",
    condition:
      "Over the last 24 hours the 95th percentile of the time in which 95 % of the answers arrive was above 1 second, or what the settings say.",
    guards:
      "Load balancers without an HTTP target have no such times, and cannot be assessed. At least 80 % of the samples have to be there.",
    subjects: [.loadBalancers],
    needs: [.loadBalancerMetrics],
    references: ["https://docs.digitalocean.com/products/networking/load-balancers/how-to/manage/"]
  ) { account in
    account.judgeLoadBalancers { timeOutcome($0, $1, account) }
  }

  private static func timeOutcome(
    _ balancer: LoadBalancer, _ metrics: LoadBalancerMetrics, _ account: AccountView
  ) -> Outcome {
    guard let time = metrics.responseTime?.day, time.isCovered else {
      return .notAssessed("there are too few samples of the last 24 hours")
    }
    guard time.p95 > account.settings.slowestResponse else { return .pass }
    return .fail(
      Failure(
        [
          Evidence(
            "droplets_http_response_time_95p.p95_24h", NumberText.text(time.p95) + " s", .loadBalancerMetrics),
          Evidence(
            "droplets_http_response_time_95p.p50_24h", NumberText.text(time.p50) + " s", .loadBalancerMetrics),
        ], fix: [.run("doctl compute load-balancer get \(balancer.id)")],
        note:
          "Look for the slow requests in the logs of the backends: the load balancer shows that they are slow, not why."
      ))
  }
}
