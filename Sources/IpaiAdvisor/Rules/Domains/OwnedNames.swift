/// The addresses and names that belong to an account, to find the records that name what is gone.
struct OwnedNames {
  private let addresses: Set<String>
  private let hasAllAddresses: Bool
  private let apps: Set<String>
  private let hasAllApps: Bool
  private let buckets: Set<String>
  private let hasAllBuckets: Bool

  /// Finds out what belongs to an account.
  init(_ account: AccountView) {
    addresses = Self.addresses(account)
    hasAllAddresses =
      account.hasAllDroplets && account.allDroplets.allSatisfy { $0.networks?.v4 != nil }
      && [.reservedIPs, .reservedIPv6, .loadBalancers, .kubernetesClusters].allSatisfy { account.isComplete($0) }
    apps = Set(account.facts.apps.flatMap(AccountView.hostNames))
    hasAllApps = account.isComplete(.apps) && account.facts.apps.allSatisfy { !($0.defaultIngress ?? "").isEmpty }
    buckets = Self.buckets(account)
    hasAllBuckets = account.hasAllProjectResources && account.isComplete(.cdnEndpoints)
  }

  /// What is to be said about a record.
  func outcome(of record: DomainRecord, in zone: DomainZone, _ account: AccountView) -> Outcome {
    switch record.type?.uppercased() {
    case "A", "AAAA": address(record, zone, account)
    case "CNAME": name(record, zone)
    default: .pass
    }
  }

  private func address(_ record: DomainRecord, _ zone: DomainZone, _ account: AccountView) -> Outcome {
    let address = AccountView.comparable(record.data ?? "")
    if addresses.contains(address) { return .pass }
    guard !account.earlierAddresses.isEmpty else {
      return .notAssessed("there is no earlier scan that says whose the address of a record was")
    }
    let earlier = account.earlierAddresses[record.data ?? ""] ?? account.earlierAddresses[address]
    guard let earlier else { return .pass }
    guard hasAllAddresses else { return .notAssessed("what has addresses was not all read") }
    return .fail(
      failure(
        record, zone,
        [
          Evidence("last owner", earlier.urn.text, .domainRecords),
          Evidence("last seen", FactTime(earlier.seen), .domainRecords),
        ]))
  }

  private func name(_ record: DomainRecord, _ zone: DomainZone) -> Outcome {
    let host = AccountView.comparable(record.data ?? "")
    if host.hasSuffix(".ondigitalocean.app") {
      if apps.contains(host) { return .pass }
      guard hasAllApps else { return .notAssessed("apps, or the names of apps, were not all read") }
      return .fail(failure(record, zone, [Evidence("apps.default_ingress", "none is \(host)", .apps)]))
    }
    guard let bucket = Self.bucket(ofHost: host) else { return .pass }
    if buckets.contains(bucket) { return .pass }
    guard hasAllBuckets else {
      return .notAssessed("the resources of projects and the endpoints of the CDN were not all read")
    }
    return .fail(
      failure(record, zone, [Evidence("resources.urn", "none is do:space:\(bucket)", .projectResources)]))
  }

  private func failure(_ record: DomainRecord, _ zone: DomainZone, _ evidence: [Evidence]) -> Failure {
    Failure(
      [
        Evidence("domain_records.type", record.type ?? "-", .domainRecords),
        Evidence("domain_records.name", AccountView.fullName(record, zone: zone.domain.name), .domainRecords),
        Evidence("domain_records.data", record.data ?? "-", .domainRecords),
      ] + evidence,
      fix: [.run("doctl compute domain records delete \(zone.domain.name) \(record.id)")])
  }

  /// The bucket of a host such as `bucket.nyc3.cdn.digitaloceanspaces.com`; nil for any other host.
  static func bucket(ofHost host: String) -> String? {
    let suffix = ".digitaloceanspaces.com"
    guard host.hasSuffix(suffix) else { return nil }
    var labels = host.dropLast(suffix.count).split(separator: ".")
    if labels.last == "cdn" { labels.removeLast() }
    // The last label is the region; the name of a bucket may have dots.
    guard labels.count >= 2 else { return nil }
    return labels.dropLast().joined(separator: ".")
  }

  private static func addresses(_ account: AccountView) -> Set<String> {
    let facts = account.facts
    var addresses = account.allDroplets.flatMap { ($0.networks?.v4 ?? []) + ($0.networks?.v6 ?? []) }
      .compactMap(\.ipAddress)
    addresses += facts.reservedIPs.map(\.ip) + facts.reservedIPv6.map(\.ip)
    addresses += facts.loadBalancers.flatMap(AccountView.addresses) + facts.kubernetesClusters.compactMap(\.ipv4)
    return Set(addresses.map(AccountView.comparable))
  }

  private static func buckets(_ account: AccountView) -> Set<String> {
    let listed = account.spaces.map { AccountView.comparable($0.bucket) }
    let cached = account.facts.cdnEndpoints.compactMap {
      $0.origin.flatMap { bucket(ofHost: AccountView.comparable($0)) }
    }
    return Set(listed + cached)
  }
}
