import IpaiCore
import IpaiSearch

/// A request for a part of a list.
package protocol PageFields: ActionRequest {
  var maxResults: Int? { get set }
  var after: String? { get set }
}

extension PageFields {
  package static var pageFields: [Field<Self>] {
    [
      .integer(
        "max_results", \.maxResults, 1...10_000, fallback: "the setting max_results", "Return at most this many."),
      .text("after", \.after, "Continue after the page that had this cursor as its 'next', with the same filters."),
    ]
  }

  func page(_ extent: ListExtent, _ services: Services) -> PageRequest {
    switch extent {
    case .page: PageRequest(maxResults: maxResults ?? services.configuration.maxResults, after: after)
    case .all: PageRequest(maxResults: nil, after: after)
    }
  }
}
