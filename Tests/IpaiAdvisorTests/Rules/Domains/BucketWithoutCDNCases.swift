import IpaiAdvisor

extension RuleCases {
  static let bucketWithoutCDN = RuleCases(
    "DO-PERF-008",
    fails: [
      RuleCase(
        "no endpoint", account("images"),
        [.init("do:space:images", nil, .low, fix: ["cdn create images.'<region>'.digitaloceanspaces.com --ttl 3600"])]),
      RuleCase(
        "an endpoint of a bucket with a longer name", account("images", origin: "images2.nyc3.digitaloceanspaces.com"),
        [.init("do:space:images")]),
      RuleCase("a blog", account("blog-estate"), [.init("do:space:blog-estate")]),
    ],
    passes: [RuleCase("an endpoint", account("images", origin: "images.nyc3.digitaloceanspaces.com"))],
    notAssessed: [
      RuleCase("without the right to read projects", account("images"), lacking: [.project]),
      RuleCase("without the right to read endpoints", account("images"), lacking: [.cdn]),
      RuleCase("endpoints were not all read", account("images"), partial: [.cdnEndpoints]),
    ],
    guarded: ["db-backups", "tfstate", "access-logs", "Private-files", "ci.state", "etcd-snapshots"].map {
      RuleCase($0, account($0))
    })

  private static func account(_ bucket: String, origin: String? = nil) -> String {
    let endpoints = origin.map { #"{"id":"e","origin":"\#($0)"}"# } ?? ""
    return
      #"{"projects":[{"id":"p"}],"project_resources":{"p":[{"urn":"do:space:\#(bucket)"},{"urn":"do:droplet:1"}]},"cdn_endpoints":[\#(endpoints)]}"#
  }
}
