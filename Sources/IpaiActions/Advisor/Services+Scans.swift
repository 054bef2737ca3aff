import IpaiAdvisor
import IpaiCore

/// The scans that were recorded.
extension Services {
  /// How many scans are looked through for the name of an account.
  private static let mostNamed = 1_000

  /// Where scans are kept. Throws `IpaiError(.notFound)` when there is no database yet, and what opening it throws.
  func scansForReading() throws -> any AdvisorStore {
    guard let store = try advisorStoreIfAny() else { throw Self.noScan }
    return store
  }

  /// The scan with a number, or the one that was recorded last: of an account, named by its UUID or by what people call it, or of any.
  ///
  /// Throws `IpaiError`: `.notFound` for what there is not, `.conflict` for a name that two accounts have.
  func recordedScan(_ number: Int?, account: String?, in store: any AdvisorStore) async throws -> StoredScan {
    if let number { return try await store.scan(number) }
    var id: String?
    if let account { id = try await accountID(account, in: store) }
    guard let scan = try await store.latest(account: id) else { throw Self.noScan }
    return scan
  }

  /// The UUID of an account that was scanned, by its UUID or by what people call it. Throws `IpaiError`: `.notFound` for one that was not
  /// scanned, `.conflict` for a name that two accounts have.
  func accountID(_ account: String, in store: any AdvisorStore) async throws -> String {
    if try await store.latest(account: account) != nil { return account }
    let scans = try await store.scans(account: nil, most: Self.mostNamed, before: nil)
    let named = Set(scans.filter { $0.accountName == account }.map(\.account))
    guard let id = named.first else {
      let shown = ShownText.line(account, most: 80)
      throw IpaiError(
        .notFound, "no scan of an account '\(shown)' was recorded", hint: "to see which there are: ipai advisor history"
      )
    }
    guard named.count == 1 else {
      throw IpaiError(
        .conflict, "\(named.count) accounts have this name: \(named.sorted().joined(separator: ", "))",
        hint: "name one by its UUID")
    }
    return id
  }

  private static var noScan: IpaiError {
    IpaiError(.notFound, "no scan was recorded yet", hint: "to make one: ipai advisor scan")
  }
}

/// The fields that say which scan is meant.
enum ScanFields {
  /// The account.
  static func account<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .text(
      "account", value, minBytes: 1, maxBytes: 255,
      "The account, by its UUID or its name; without it that of the latest scan.")
  }

  /// The account that a finding is of.
  static func findingAccount<Request>(_ value: @escaping @Sendable (Request) -> String?) -> Field<Request> {
    .text(
      "account", value, minBytes: 1, maxBytes: 255,
      "The account that has the finding, by its UUID or its name; needed where two accounts have it.")
  }

  /// The number of a scan.
  static func scan<Request>(_ value: @escaping @Sendable (Request) -> Int?) -> Field<Request> {
    .integer("scan", value, 1...Int(Int32.max), "The number of a scan; without it the latest one.")
  }
}
