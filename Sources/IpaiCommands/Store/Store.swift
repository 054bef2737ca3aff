import ArgumentParser

/// `ipai store`: the PostgreSQL database that several machines share. A new verb is a line here.
struct Store: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "store",
    abstract: "Set up and check the PostgreSQL database that several machines share.",
    discussion: """
      The database is named by --store or IPAI_STORE, as postgres://user:password@host:port/database; what is left out comes \
      from the variables of libpq (PGHOST, PGUSER, PGSERVICE and so on) and from ~/.pgpass. Unless the address says \
      otherwise with sslmode, a server on another machine has to have a certificate that is valid for its name. libpq 13 or \
      later has to be installed, and the server has to be PostgreSQL 14 or later.

      Examples:
        ipai store migrate --store postgres://ipai@db.example.org/ipai
        ipai store check
      """,
    subcommands: [StoreStatus.self, StoreMigrate.self, StoreCheck.self, StoreCopy.self])
}
