import Foundation

/// The clock of a server, which a scan goes by where this machine's is wrong.
enum ServerClock {
  /// The most seconds that two clocks differ without a word.
  private static let tolerance = 300.0
  /// From 2025, before which this program was not there, until 2100: no other time is believed.
  private static let believable = 1_735_689_600.0...4_102_444_800

  /// By how many seconds the server's clock is ahead, where that is more than a few minutes and can be believed; otherwise nil.
  static func believed(_ ahead: Double?) -> Double? {
    guard let ahead, abs(ahead) > tolerance, believable.contains(Date().timeIntervalSince1970 + ahead) else {
      return nil
    }
    return ahead
  }
}
