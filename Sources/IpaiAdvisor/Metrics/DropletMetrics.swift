/// What the metrics of a Droplet say. A metric without a sample is nil: that is never the same as idle.
package struct DropletMetrics: Codable, Equatable, Sendable {
  /// A file system of a Droplet.
  package struct FileSystem: Codable, Equatable, Sendable {
    package var device: String?
    package var mountpoint: String
    package var fstype: String?
    /// The size in bytes, as of the latest sample.
    package var size: Double
    /// The free bytes, as of the latest sample.
    package var free: Double
    /// The share that is used, from 0 to 1.
    package var used: MetricSummary
    /// How many bytes more are used from one day to the next, over the last week; nil where that cannot be said.
    package var growthPerDay: Double?

    enum CodingKeys: String, CodingKey {
      case device, mountpoint, fstype, size, free, used
      case growthPerDay = "growth_per_day"
    }

    /// A file system with its parts.
    package init(
      device: String? = nil, mountpoint: String, fstype: String? = nil, size: Double, free: Double, used: MetricSummary,
      growthPerDay: Double? = nil
    ) {
      self.device = device
      self.mountpoint = mountpoint
      self.fstype = fstype
      self.size = size
      self.free = free
      self.used = used
      self.growthPerDay = growthPerDay
    }
  }

  /// The share of the processors' time that was not idle, from 0 to 1.
  package var cpu: MetricSummary?
  /// The share of the processors' time that the hypervisor gave to others, from 0 to 1.
  package var steal: MetricSummary?
  /// The share of the processors' time spent waiting for disks, from 0 to 1.
  package var iowait: MetricSummary?
  /// The share of the memory that is available, from 0 to 1.
  package var memoryAvailable: MetricSummary?
  /// All memory in bytes, as of the latest sample.
  package var memoryTotal: Double?
  /// What is sent to the public network, in Mbps.
  package var outbound: MetricSummary?
  /// What was sent to the public network since the month began, in GiB; nil where the samples do not cover it.
  package var outboundThisMonth: Double?
  /// The load average over 15 minutes.
  package var load15: MetricSummary?
  /// The file systems; nil when they were not read.
  package var fileSystems: [FileSystem]?

  enum CodingKeys: String, CodingKey {
    case cpu, steal, iowait, outbound, load15
    case memoryAvailable = "memory_available"
    case memoryTotal = "memory_total"
    case outboundThisMonth = "outbound_this_month"
    case fileSystems = "file_systems"
  }

  /// No metrics.
  package init() {}
}
