extension Rule {
  /// A Spaces key that has been in use for half a year.
  static let oldSpacesKey = Rule(
    "DO-SEC-019", .security, .medium, .moderate,
    title: "Spaces key older than 180 days",
    why:
      "The older a key is, the more machines, backups and people have had it. Replacing it from time to time ends access that has leaked unnoticed.",
    condition: "The key was made more than 180 days ago.",
    guards:
      "Whatever uses the key has to be given the new one before the old one is deleted. The note names the apps in the projects of its buckets.",
    subjects: [.spacesKeys],
    references: ["https://docs.digitalocean.com/products/spaces/how-to/manage-access/"]
  ) { account in
    account.facts.spacesKeys.map { $0.judged(ageOutcome($0, account)) }
  }

  private static func ageOutcome(_ key: SpacesKey, _ account: AccountView) -> Outcome {
    guard let age = account.days(since: key.createdAt) else { return .notAssessed("it is not known when it was made") }
    guard age > 180 else { return .pass }
    let apps = neighbors(of: key, account)
    return .fail(
      Failure(
        [
          Evidence("name", key.name ?? "-", .spacesKeys),
          Evidence("access_key", AccessKeyName.shown(key.accessKey), .spacesKeys),
          Evidence("created_at", key.createdAt, .spacesKeys),
          Evidence("age", NumberText.text(age, digits: 0) + " days", .spacesKeys),
        ],
        fix: key.replacement(named: "rotated", grants: grants(of: key), account),
        note: apps.isEmpty
          ? nil : "Apps in the projects of its buckets, which may use it: " + apps.joined(separator: ", ")))
  }

  private static func grants(of key: SpacesKey) -> ShellText {
    let grants = key.grants ?? []
    guard !grants.isEmpty else { return "--grants \(withBlanks: "bucket=<bucket>;permission=<permission>")" }
    return ShellText(
      grants.map { "--grants \("bucket=\($0.bucket ?? "");permission=\($0.permission ?? "read")")" })
  }

  private static func neighbors(of key: SpacesKey, _ account: AccountView) -> [String] {
    let buckets = (key.grants ?? []).compactMap(\.bucket).filter { !$0.isEmpty }
    let projects = Set(buckets.compactMap { account.project(of: URN(.space, $0))?.id })
    return account.facts.apps.filter { app in
      projects.contains(account.project(of: app.urn)?.id ?? app.projectID ?? "")
    }.map { $0.displayName ?? $0.id }.sorted()
  }
}
