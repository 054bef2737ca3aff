/// Prices that the API does not say, in US dollars. Whoever pays others can write a table of their own.
package struct PriceTable: Codable, Equatable, Sendable {
  /// The day as of which the prices hold, as `YYYY-MM-DD`.
  package var date: String
  /// A GiB of a snapshot or an image for a month.
  package var snapshotGiB: Double
  /// A GiB of a volume for a month.
  package var volumeGiB: Double
  /// A node of a load balancer for a month.
  package var loadBalancerNode: Double
  /// A reserved IPv4 address without a Droplet for a month.
  package var reservedIPIdle: Double
  /// Weekly backups, as a share of the price of the Droplet.
  package var weeklyBackups: Double
  /// Daily backups, as a share of the price of the Droplet.
  package var dailyBackups: Double
  /// A control plane of high availability for a month.
  package var kubernetesHA: Double
  /// A GiB that is sent above what is included.
  package var transferGiB: Double
  /// The smallest managed database for a month.
  package var smallestDatabase: Double

  enum CodingKeys: String, CodingKey {
    case date
    case snapshotGiB = "snapshot_gib"
    case volumeGiB = "volume_gib"
    case loadBalancerNode = "lb_node"
    case reservedIPIdle = "reserved_ip_idle"
    case weeklyBackups = "weekly_backups"
    case dailyBackups = "daily_backups"
    case kubernetesHA = "doks_ha"
    case transferGiB = "transfer_gib_over"
    case smallestDatabase = "smallest_database"
  }

  /// The prices that DigitalOcean published, and those that are known from invoices.
  package static let builtIn = PriceTable(
    date: "2026-08-07", snapshotGiB: 0.06, volumeGiB: 0.10, loadBalancerNode: 12, reservedIPIdle: 5,
    weeklyBackups: 0.20,
    dailyBackups: 0.30, kubernetesHA: 40, transferGiB: 0.01, smallestDatabase: 15)
}
