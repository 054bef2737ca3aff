/// How much of a list is wanted.
package enum ListExtent: Sendable {
  /// A page, as the request says.
  case page
  /// The whole list. Only a command line asks for that, which takes the items one by one.
  case all
}
