/// A property by which a request can filter documents; each corpus says which ones it supports.
package enum SearchFilter: String, Sendable, CaseIterable {
  case author
  case date
  case path
  case session
  case user
  case role
  case link
  case language
  case metadata
}
