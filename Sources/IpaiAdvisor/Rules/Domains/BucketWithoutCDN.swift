extension Rule {
  /// A bucket whose objects always travel from its region.
  static let bucketWithoutCDN = Rule(
    "DO-PERF-008", .performance, .low, .quick,
    title: "Spaces bucket without CDN",
    why:
      "The CDN is part of Spaces and serves objects from a location near whoever requests them. It also takes load off the bucket.",
    condition: "The bucket is in a project, and no CDN endpoint has an origin that begins with its name.",
    guards:
      "Buckets whose name says that they are private are left alone: those with backup, terraform, tfstate, private, secret, snapshot or registry in it, and those with one of the words archive, bkp, dump, internal, log and state. Only objects that everybody may read gain from a CDN. The API does not say the region of a bucket, and it allows 5 requests in 10 seconds for the CDN.",
    subjects: [.projectResources],
    needs: [.cdnEndpoints],
    references: ["https://docs.digitalocean.com/products/spaces/how-to/enable-cdn/"]
  ) { account in
    let origins = account.facts.cdnEndpoints.compactMap(\.origin).map(AccountView.comparable)
    return account.spaces.filter { !isPrivate($0.bucket) }.map { urn, bucket in
      let isCached = origins.contains { $0.hasPrefix(AccountView.comparable(bucket) + ".") }
      return Judgement(urn, name: bucket, isCached ? .pass : .fail(cacheFailure(urn, bucket, account)))
    }
  }

  static let privateParts = ["backup", "terraform", "tfstate", "private", "secret", "snapshot", "registry"]
  static let privateWords: Set<String> = [
    "archive", "archives", "bkp", "dump", "dumps", "internal", "log", "logs", "state", "states",
  ]

  private static func isPrivate(_ bucket: String) -> Bool {
    let name = bucket.lowercased()
    if privateParts.contains(where: { name.contains($0) }) { return true }
    return name.split { !$0.isLetter }.contains { privateWords.contains(String($0)) }
  }

  private static func cacheFailure(_ urn: URN, _ bucket: String, _ account: AccountView) -> Failure {
    let origin: ShellText = "\(bucket).\(fill: "region").digitaloceanspaces.com"
    return Failure(
      [
        Evidence("resources.urn", urn.text, .projectResources),
        Evidence(
          "endpoints.origin", "none of \(account.facts.cdnEndpoints.count) begins with \(bucket).", .cdnEndpoints),
      ],
      fix: [.run("doctl compute cdn create \(origin) --ttl 3600")],
      note: "Only for a bucket with objects that everybody may read. Its region is not in the API: fill it in.")
  }
}
