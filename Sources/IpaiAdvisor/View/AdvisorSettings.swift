/// What a user wants to be left alone, and the lines that rules draw.
package struct AdvisorSettings: Codable, Equatable, Sendable {
  /// Droplets, volumes and snapshots with one of these tags are kept, whatever they cost.
  package var keepTags = ["keep"]
  /// Droplets with one of these tags need no backups.
  package var statelessTags = ["stateless"]
  /// Droplets with one of these tags do little by their nature.
  package var quietTags = ["bastion", "vpn", "dns"]
  /// Ports that may be open to the internet.
  package var allowedPorts: [Int] = []
  /// The fewest bits of the prefix of an IPv4 network that a database may trust.
  package var narrowestPrefix = 16
  /// URNs of resources that may be public, such as agents and buckets.
  package var publicResources: [String] = []
  /// Names of Spaces keys that may reach every bucket.
  package var fullAccessKeys: [String] = []
  /// Clusters that are updated by other means, by id or name.
  package var pinnedClusters: [String] = []
  /// The slowest 95th percentile of answers that is fine, in seconds.
  package var slowestResponse = 1.0

  enum CodingKeys: String, CodingKey {
    case keepTags = "keep_tags"
    case statelessTags = "stateless_tags"
    case quietTags = "quiet_tags"
    case allowedPorts = "allowed_ports"
    case narrowestPrefix = "narrowest_prefix"
    case publicResources = "public_resources"
    case fullAccessKeys = "full_access_keys"
    case pinnedClusters = "pinned_clusters"
    case slowestResponse = "slowest_response"
  }

  /// What holds where the user says nothing.
  package init() {}
}
