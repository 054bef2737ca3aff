import IpaiAdvisor

extension RuleCases {
  static let clusterlintFinding = RuleCases(
    "DO-OPS-009",
    fails: [
      RuleCase(
        "an error and two warnings of two checks",
        account([
          diagnostic("bare-pods", "error", "pod"), diagnostic("unused-config-map", "warning", "config map"),
          diagnostic("unused-config-map", "warning", "config map"),
        ]),
        [
          .init(
            "do:kubernetes:c", "bare-pods", .medium,
            fix: [
              "kubectl -n default describe pod 'it'\\''s'",
              #"curl --fail --request POST --header @- https://api.digitalocean.com/v2/kubernetes/clusters/c/clusterlint <<<"Authorization: Bearer ${DIGITALOCEAN_WRITE_TOKEN:?set it to a token that may write}""#,
            ]),
          .init(
            "do:kubernetes:c", "unused-config-map", .low, fix: ["describe configmap", "describe configmap", "curl"]),
        ]),
      RuleCase(
        "a warning and an error of one check, in Development",
        account(
          [diagnostic("latest-tag", "warning", "pod"), diagnostic("latest-tag", "error", "pod")],
          more: "," + TestCluster.project("Development")), [.init("do:kubernetes:c", "latest-tag", .low)]),
    ],
    passes: [RuleCase("nothing was found", account([]))],
    notAssessed: [
      RuleCase("it was never run", TestCluster.account(), partial: [.clusterlint]),
      RuleCase("no run was read", account([diagnostic("a", "error", "pod")]), without: [.clusterlint]),
      RuleCase("the run is not complete", account([diagnostic("a", "error", "pod")], completed: "null")),
    ],
    guarded: [
      RuleCase("a suggestion alone", account([diagnostic("a", "suggestion", "pod")])),
      RuleCase(
        "an object without a kind", account([#"{"check_name":"a","severity":"warning","object":{"name":"x"}}"#]),
        [.init("do:kubernetes:c", "a", .low)]),
    ])

  private static func account(
    _ diagnostics: [String], completed: String = #""2026-10-30T00:00:00Z""#, more: String = ""
  ) -> String {
    TestCluster.account(
      more:
        #""clusterlint":{"c":{"run_id":"r","completed_at":\#(completed),"diagnostics":[\#(diagnostics.joined(separator: ","))]}}\#(more)"#
    )
  }

  private static func diagnostic(_ check: String, _ severity: String, _ kind: String) -> String {
    #"{"check_name":"\#(check)","severity":"\#(severity)","message":"m","object":{"name":"it's","kind":"\#(kind)","namespace":"default"}}"#
  }
}
