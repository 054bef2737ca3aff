import Foundation

/// What the process uses of the machine.
struct ProcessUsage {
  /// The time of processors that it has used, in seconds.
  let cpuSeconds: Double
  /// Its memory, in bytes; nil where the system does not tell.
  let residentBytes: Int?
  /// How many files and connections it has open; nil where the system does not tell.
  let openDescriptors: Int?

  /// The use at this moment.
  static var now: ProcessUsage {
    var usage = rusage()
    getrusage(Self.own, &usage)
    let times = [usage.ru_utime, usage.ru_stime]
    let statistics = try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = statistics?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
    let descriptors = try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")
    return ProcessUsage(
      cpuSeconds: times.reduce(0) { $0 + Double($1.tv_sec) + Double($1.tv_usec) / 1e6 },
      residentBytes: pages.map { $0 * Int(sysconf(Int32(_SC_PAGESIZE))) }, openDescriptors: descriptors?.count)
  }

  #if canImport(Darwin)
    private static let own = RUSAGE_SELF
  #else
    private static let own = __rusage_who_t(RUSAGE_SELF.rawValue)
  #endif
}
