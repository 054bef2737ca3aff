/// Who keeps their folders in a store.
package enum StoreSharing: Sendable {
  /// This machine alone.
  case alone
  /// Other machines too, whose paths can be told from those of this one.
  case named
  /// Other machines too, of which some may have something else at the same paths.
  case unnamed

  /// That of a store that machines share, for one of these.
  package init(_ machine: MachineName) { self = machine.isNamed ? .named : .unnamed }
}
