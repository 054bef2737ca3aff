/// What documents can be kept apart by, where their corpus knows it of them.
package enum SearchFilter: String, Sendable, CaseIterable {
  case author
  case date
  case path
}
