import IpaiCore

/// A DNS zone with its records, as rules look at it.
struct DomainZone {
  let domain: Domain
  let records: [DomainRecord]

  /// The records of a type, or of one of some, at a name such as `@` or `_dmarc`.
  func records(_ types: String..., at name: String) -> [DomainRecord] {
    let wanted = name == "@" ? AccountView.comparable(domain.name) : name + "." + AccountView.comparable(domain.name)
    return records.filter {
      types.contains($0.type?.uppercased() ?? "") && AccountView.fullName($0, zone: domain.name) == wanted
    }
  }

  /// Whether some records lead somewhere; a zone without is parked.
  var leadsSomewhere: Bool { records.contains { ["A", "AAAA", "CNAME"].contains($0.type?.uppercased()) } }

  /// What is written in a TXT record, without the quotes that some programs put around it.
  static func text(_ record: DomainRecord) -> String { text(record.data ?? "") }

  /// The text that the data of a TXT record stands for.
  static func text(_ data: String) -> String {
    let seam = "\" \""
    var text = data.hasBytes(of: seam) ? data.replacing(seam, with: "") : data
    while text.first == " " || text.first == "\"" { text.removeFirst() }
    while text.last == " " || text.last == "\"" { text.removeLast() }
    return text
  }

  /// Whether a record says who may send mail: `v=spf1 ...`.
  static func isSPF(_ record: DomainRecord) -> Bool {
    let text = text(record).lowercased()
    return record.type?.uppercased() == "TXT" && (text == "v=spf1" || text.hasPrefix("v=spf1 "))
  }
}

extension AccountView {
  /// The zones whose records were read.
  var zones: [DomainZone] {
    facts.domains.compactMap { domain in
      facts.domainRecords[domain.name].map { DomainZone(domain: domain, records: $0) }
    }
  }

  /// What a rule says about each zone; where the records of one were not read, that it cannot be said.
  func judgedZones(_ judge: (DomainZone) -> [Judgement]) -> [Judgement] {
    facts.domains.flatMap { domain in
      guard let records = facts.domainRecords[domain.name] else {
        return [domain.judged(.notAssessed("its records were not read"))]
      }
      return judge(DomainZone(domain: domain, records: records))
    }
  }
}

/// The zones of an account by their names, to find those that a zone is below of.
struct ZoneTree {
  private let zones: [String: DomainZone]

  /// Sorts the zones of an account by their names.
  init(_ account: AccountView) {
    zones = Dictionary(
      account.zones.map { (AccountView.comparable($0.domain.name), $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The zones that a zone is below of.
  func zones(above zone: DomainZone) -> [DomainZone] {
    var labels = AccountView.comparable(zone.domain.name).split(separator: ".")[...]
    var above: [DomainZone] = []
    while labels.popFirst() != nil {
      if let found = zones[labels.joined(separator: ".")] { above.append(found) }
    }
    return above
  }
}

extension DomainRecord {
  /// The command that writes the record anew, with other data or another time to live.
  func update(in zone: String, data: String, ttl: Int?) -> ShellText {
    let command: ShellText =
      "doctl compute domain records update \(zone) --record-id \(id) --record-type \(type ?? "-") --record-name \(name ?? "@") --record-data \(data)"
    guard let ttl else { return command }
    return ShellText([command, "--record-ttl \(ttl)"])
  }
}
