import IpaiCore
import IpaiSearch

/// A request for a page of a list.
package protocol PageFields: ActionRequest {
  /// The most items to return; nil for the setting.
  var maxResults: Int? { get set }
  /// The cursor of the page before; nil for the first page.
  var after: String? { get set }
}

extension PageFields {
  /// The two fields, for the list of an action.
  package static var pageFields: [Field<Self>] {
    [
      .integer(
        "max_results", \.maxResults, 1...10_000, fallback: "the setting max_results", "Return at most this many."),
      .text("after", \.after, "Continue after the page that had this cursor as its 'next', with the same filters."),
    ]
  }

  /// The page that is asked for, or everything where `extent` says so.
  func page(_ extent: ListExtent, _ services: Services) -> PageRequest {
    switch extent {
    case .page: PageRequest(maxResults: maxResults ?? services.configuration.maxResults, after: after)
    case .all: PageRequest(maxResults: nil, after: after)
    }
  }
}
