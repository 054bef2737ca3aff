/// How much of a list is wanted.
package enum ListExtent: Sendable {
  /// A page, as the request says.
  case page
  /// Everything there is. Only a terminal asks for that, which takes items one by one.
  case all
}
