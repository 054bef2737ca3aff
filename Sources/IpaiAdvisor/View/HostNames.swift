/// The names of the zones of an account, and what they lead to.
package struct HostNames: Sendable {
  private var byAddress: [String: [String]] = [:]
  private var aliases: [String: [String]] = [:]

  /// Reads the records of an account.
  package init(_ account: AccountView) {
    for (zone, records) in account.facts.domainRecords.sorted(by: { $0.key < $1.key }) {
      for record in records { add(record, zone: zone) }
    }
  }

  /// The names that lead to a load balancer: its own, those of DNS records with its address, and names for these.
  package func names(of balancer: LoadBalancer) -> [String] {
    var names: [String] = []
    var waiting = (balancer.domains ?? []).compactMap(\.name).map(AccountView.comparable).filter { !$0.isEmpty }
    for address in AccountView.addresses(of: balancer) { waiting += byAddress[address] ?? [] }
    var seen: Set<String> = []
    while !waiting.isEmpty {
      let found = waiting.filter { seen.insert($0).inserted }
      names += found
      waiting = found.flatMap { aliases[$0] ?? [] }
    }
    return names
  }

  private mutating func add(_ record: DomainRecord, zone: String) {
    let name = AccountView.fullName(record, zone: zone)
    let data = AccountView.comparable(record.data ?? "")
    switch record.type?.uppercased() {
    case "A", "AAAA": byAddress[data, default: []].append(name)
    case "CNAME": aliases[data == "@" ? AccountView.comparable(zone) : data, default: []].append(name)
    default: break
    }
  }
}
