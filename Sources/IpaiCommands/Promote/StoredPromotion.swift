import IpaiCore

/// A promotion that is stored, whatever becomes of the answer.
enum StoredPromotion {
  /// Has it said on standard error if the answer cannot be written.
  static func remember(_ number: Int, in registry: String, _ invocation: Invocation) {
    invocation.world.standardOutput.remember("promotion \(number) is stored in \(registry) all the same")
  }
}
