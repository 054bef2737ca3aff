import IpaiCore
import IpaiYAML

/// Reads the parts of a policy.
struct PolicyReader {
  let path: String

  /// The entries of a mapping. Throws `IpaiError(.configuration)`.
  func mapping(_ node: YAMLNode) throws -> [YAMLEntry] {
    guard let entries = node.mapping else { throw fault(node.line, "this has to be a mapping") }
    return entries
  }

  /// Reads one of the settings. Throws `IpaiError(.configuration)` for a name that none has.
  func readSetting(_ entry: YAMLEntry, into settings: inout AdvisorSettings) throws {
    switch entry.key {
    case "keep_tags": settings.keepTags = try texts(entry)
    case "stateless_tags": settings.statelessTags = try texts(entry)
    case "quiet_tags": settings.quietTags = try texts(entry)
    case "allowed_ports": settings.allowedPorts = try texts(entry).map { try number(entry, $0, 1...65_535) }
    case "narrowest_prefix": settings.narrowestPrefix = try number(entry, scalar(entry), 0...32)
    case "public_resources": settings.publicResources = try texts(entry)
    case "full_access_keys": settings.fullAccessKeys = try texts(entry)
    case "pinned_clusters": settings.pinnedClusters = try texts(entry)
    case "slowest_response": settings.slowestResponse = try amount(entry)
    default: throw fault(entry.line, "there is no setting '\(entry.key.prefix(40))'")
    }
  }

  /// Reads the table of prices. Throws `IpaiError(.configuration)`.
  func readPrices(_ node: YAMLNode, into prices: inout PriceTable) throws {
    let entries = try mapping(node)
    guard let date = entries.first(where: { $0.key == "date" }) else {
      throw fault(node.line, "prices need the 'date' as of which they hold, as YYYY-MM-DD")
    }
    let day = try scalar(date)
    guard FactTime(day + "T00:00:00Z") != nil else { throw fault(date.line, "'date' is not a day as YYYY-MM-DD") }
    prices.date = day
    for entry in entries where entry.key != "date" {
      switch entry.key {
      case "snapshot_gib": prices.snapshotGiB = try amount(entry)
      case "volume_gib": prices.volumeGiB = try amount(entry)
      case "lb_node": prices.loadBalancerNode = try amount(entry)
      case "reserved_ip_idle": prices.reservedIPIdle = try amount(entry)
      case "weekly_backups": prices.weeklyBackups = try amount(entry)
      case "daily_backups": prices.dailyBackups = try amount(entry)
      case "doks_ha": prices.kubernetesHA = try amount(entry)
      case "transfer_gib_over": prices.transferGiB = try amount(entry)
      case "smallest_database": prices.smallestDatabase = try amount(entry)
      default: throw fault(entry.line, "there is no price '\(entry.key.prefix(40))'")
      }
    }
  }

  private func texts(_ entry: YAMLEntry) throws -> [String] {
    guard let list = entry.value.sequence else { throw fault(entry.line, "'\(entry.key)' has to be a list") }
    return try list.map { node in
      guard let text = node.scalar?.text, !node.isNull, !text.isEmpty else {
        throw fault(node.line, "'\(entry.key)' has to be a list of texts")
      }
      return text
    }
  }

  private func scalar(_ entry: YAMLEntry) throws -> String {
    guard let text = entry.value.scalar?.text, !entry.value.isNull else {
      throw fault(entry.line, "'\(entry.key)' has to be one value")
    }
    return text
  }

  private func number(_ entry: YAMLEntry, _ text: String, _ range: ClosedRange<Int>) throws -> Int {
    guard let number = Int(text), range.contains(number) else {
      throw fault(entry.line, "'\(entry.key)' takes whole numbers from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  private func amount(_ entry: YAMLEntry) throws -> Double {
    guard let number = Double(try scalar(entry)), number.isFinite, (0...1_000_000).contains(number) else {
      throw fault(entry.line, "'\(entry.key)' has to be a number that is not negative")
    }
    return number
  }

  private func fault(_ line: Int, _ problem: String) -> IpaiError {
    IpaiError(.configuration, "\(path):\(line): \(problem)", hint: "'man 7 ipai-advisor' shows such a file")
  }
}
