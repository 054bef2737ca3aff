extension Rule {
  /// A Spaces key that opens every bucket.
  static let unlimitedSpacesKey = Rule(
    "DO-SEC-018", .security, .high, .moderate,
    title: "Spaces key with full access to every bucket",
    why:
      "Whoever finds this key can read, change and delete all objects of the account. A key of one application needs its own bucket only.",
    condition: "A grant of the key has the permission fullaccess or names no bucket, which stands for all of them.",
    guards:
      "Keys that the settings name under full_access_keys are left alone, for one that is kept for emergencies. Of the key itself only the last four characters are shown: look for the whole of it in the control panel.",
    subjects: [.spacesKeys],
    references: ["https://docs.digitalocean.com/products/spaces/how-to/manage-access/"]
  ) { account in
    account.facts.spacesKeys.map { $0.judged(grantOutcome($0, account)) }
  }

  private static func grantOutcome(_ key: SpacesKey, _ account: AccountView) -> Outcome {
    guard let grants = key.grants else { return .notAssessed("its grants were not read") }
    let isUnlimited = grants.contains { $0.permission == "fullaccess" || $0.bucket == "" }
    guard isUnlimited, !account.settings.fullAccessKeys.contains(key.name ?? "") else { return .pass }
    return .fail(
      Failure(
        [
          Evidence("name", key.name ?? "-", .spacesKeys),
          Evidence("access_key", AccessKeyName.shown(key.accessKey), .spacesKeys),
          Evidence("created_at", key.createdAt, .spacesKeys),
          Evidence("grants", key.grantWords, .spacesKeys),
        ],
        fix: key.replacement(
          named: "scoped", grants: "--grants \(withBlanks: "bucket=<bucket>;permission=readwrite")", account)))
  }
}
