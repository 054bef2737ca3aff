extension Rule {
  /// An SPF record that lets everybody send mail in the name of the domain.
  static let permissiveSPF = Rule(
    "DO-SEC-023", .security, .high, .quick,
    title: "SPF record allows every sender",
    why:
      "The record tells other mail servers to accept mail in the name of the domain from every address there is, which is what an attacker needs.",
    condition: "A TXT record begins with v=spf1, and its mechanism all is +all, ?all, or all without a qualifier.",
    guards:
      "Only the qualifier changes: who may send today stays in the list. ~all marks other mail as suspicious; change it to -all when the list is known to be complete.",
    subjects: [.domains],
    needs: [.domainRecords],
    references: ["https://www.rfc-editor.org/rfc/rfc7208#section-5.1"]
  ) { account in
    account.judgedZones { zone in
      let failing = zone.records.filter(DomainZone.isSPF).compactMap { record in
        stricter(DomainZone.text(record)).map { data in
          zone.domain.judged(.fail(spfFailure(zone, record, data)), subKey: record.id.text)
        }
      }
      return failing.isEmpty ? [zone.domain.judged(.pass)] : failing
    }
  }

  /// The text of an SPF record that marks all other senders as suspicious; nil where it does not allow all of them.
  private static func stricter(_ text: String) -> String? {
    var terms = text.split(separator: " ").map(String.init)
    let isAll = { (term: String) in ["all", "+all", "?all", "-all", "~all"].contains(term.lowercased()) }
    guard let place = terms.firstIndex(where: isAll), !["-", "~"].contains(terms[place].first) else { return nil }
    terms[place] = "~all"
    return terms.joined(separator: " ")
  }

  private static func spfFailure(_ zone: DomainZone, _ record: DomainRecord, _ data: String) -> Failure {
    Failure(
      [
        Evidence("domain_records.id", record.id.text, .domainRecords),
        Evidence("domain_records.data", record.data ?? "-", .domainRecords),
      ], fix: [.run(record.update(in: zone.domain.name, data: data, ttl: record.ttl))])
  }
}
