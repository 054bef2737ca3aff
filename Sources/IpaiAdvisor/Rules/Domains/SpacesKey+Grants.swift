extension SpacesKey {
  /// What a key may do, for people: `readwrite on uploads`.
  var grantWords: [String] {
    (grants ?? []).map { grant in
      let bucket = grant.bucket.flatMap { $0.isEmpty ? nil : $0 } ?? "every bucket"
      return "\(grant.permission ?? "-") on \(bucket)"
    }
  }

  /// The lines that replace a key by another one with grants as doctl takes them.
  func replacement(named suffix: String, grants: ShellText, _ account: AccountView) -> [Fix.Line] {
    [
      .run("doctl spaces keys create \(account.plainName(name, suffix)) \(grants)"),
      .note(
        "Give the new key to whoever uses the one that ends in \(AccessKeyName.shown(accessKey)), and delete that one:"),
      .run("doctl spaces keys delete \(fill: "access_key")", .irreversible),
    ]
  }
}
