/// Accounts with one cluster.
enum TestCluster {
  /// A healthy cluster `c` with some members of its own in place of, or beside, the usual ones, and more of the account.
  static func account(_ own: String = "", version: String = "1.31.9-do.2", more: String = "") -> String {
    let usual = [
      #""id":"c""#, #""name":"it's $(here)""#, #""version":"\#(version)""#, #""region":"fra1""#,
    ]
    return "{\"kubernetes_clusters\":[{\((usual + (own.isEmpty ? [] : [own])).joined(separator: ","))}]"
      + (more.isEmpty ? "}" : ",\(more)}")
  }

  /// A maintenance policy as the API answers it.
  static let policy = #""maintenance_policy":{"day":"tuesday","start_time":"03:00","duration":"4h0m0s"}"#
  /// What every update of that cluster has at its end.
  static let keepsPolicy = "--maintenance-window tuesday=03:00 --update-kubeconfig=false"
  static let deleting = #""status":{"state":"deleting"}"#

  /// A project of an environment with the cluster in it.
  static func project(_ environment: String) -> String {
    #""projects":[{"id":"p","name":"web","environment":"\#(environment)"}],"project_resources":{"p":[{"urn":"do:kubernetes:c"}]}"#
  }

  /// A node pool of so many nodes.
  static func pools(_ count: Int, _ own: String = "") -> String {
    #""node_pools":[{"id":"n","name":"web","size":"s-2vcpu-4gb","count":\#(count)\#(own.isEmpty ? "" : "," + own)}]"#
  }

  static let sizes = #""sizes":[{"slug":"s-2vcpu-4gb","price_monthly":24}]"#
}
