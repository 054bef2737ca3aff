import ArgumentParser
import IpaiCore

/// The option that names the PostgreSQL database.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The PostgreSQL database (IPAI_STORE).", valueName: "address"))
  var store: String?

  /// What it sets.
  var settings: [String: String?] { [Setting.store.key: store] }
}
