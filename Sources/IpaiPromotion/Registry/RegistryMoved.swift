/// The cause of an error: another promotion was stored since the registry was looked at.
package struct RegistryMoved: Error, Sendable {
  /// The last promotion now; nil for none.
  package let head: PromotionHead?
}
