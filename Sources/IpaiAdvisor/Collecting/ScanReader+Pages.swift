import Foundation
import IpaiCore

/// Lists, which come in pages.
extension ScanReader {
  /// The most pages of a list: 200 a page, 100,000 resources.
  private static let mostPages = 600

  /// All of a list, and why it is not whole; nil when it is. What was read before a failure is returned too. A list that has fewer elements
  /// than the API counts is read once more, since elements may come and go meanwhile.
  ///
  /// Throws `APIFailure` that ends the scan, `CancellationError`, and the first failure where nothing was read at all.
  func list<Element: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String, as type: Element.Type = Element.self, isPaged: Bool = true
  ) async throws -> (elements: [Element], problem: String?) {
    let first = isPaged ? Self.paged(path) : path
    var pages = try await self.pages(first, collection, key: key, as: type)
    if isPaged, pages.isShifting { try await readAgain(&pages, first, collection, key: key) }
    pages.problems.forEach { warn("\(collection.title): \($0)") }
    if isPaged, pages.problem == nil, let total = pages.total, total != pages.elements.count {
      let words = "the API counts \(total), and lists \(pages.elements.count)"
      // More than it counts are listed when something was deleted meanwhile.
      if total > pages.elements.count { pages.problem = words } else { warn("\(collection.title): \(words)") }
    }
    return (pages.elements, pages.problem)
  }

  /// What all pages of a list have.
  private struct Pages<Element: Sendable> {
    var elements: [Element] = []
    /// Why elements could not be read, in words.
    var problems: [String] = []
    /// Why the list is not whole; nil when it is.
    var problem: String?
    /// How many elements there are, as the API says with each page.
    var totals: [Int] = []

    var total: Int? { totals.last }
    /// Whether elements seem to have come or gone while it was read.
    var isShifting: Bool { problem == nil && (totals.last ?? 0 > elements.count || totals.first != totals.last) }
  }

  /// Reads a list once more. Where that fails, the longer of the two readings stays, as a part. Throws an `APIFailure` that ends the scan
  /// and `CancellationError` alone.
  private func readAgain<Element: Codable & Sendable>(
    _ pages: inout Pages<Element>, _ path: String, _ collection: Collection, key: String
  ) async throws {
    do {
      let later = try await self.pages(path, collection, key: key, as: Element.self, again: true)
      if let problem = later.problem, later.elements.count < pages.elements.count {
        pages.problem = "reading it once more failed: \(problem)"
      } else {
        pages = later
      }
    } catch let failure as APIFailure where !failure.kind.endsScan {
      pages.problem = "reading it once more failed: \(failure.reason)"
    }
  }

  /// Reads a list page by page; see `list`.
  private func pages<Element: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String, as type: Element.Type, again: Bool = false
  ) async throws -> Pages<Element> {
    var pages = Pages<Element>()
    var seen: Set<String> = []
    var before: Set<String> = []
    var next: String? = path
    while let current = next {
      guard seen.insert(current).inserted, seen.count <= Self.mostPages else {
        pages.problem = "its pages do not end: \(current.prefix(120)) comes again"
        break
      }
      do {
        let page = try await page(current, collection, key: key, as: type, again: again)
        pages.elements += page.elements
        pages.problems += page.problems
        if !page.problems.isEmpty {
          pages.problem = "\(Count.text(page.problems.count, "resource")) cannot be read: \(page.problems[0])"
        }
        if let total = page.total { pages.totals.append(total) }
        let keys = Set(page.elements.compactMap { $0.keyInList })
        if !keys.isEmpty, keys == before {
          pages.problem = "its pages do not end: what one of them has comes again in the next"
          break
        }
        before = keys
        next = nil
        if let link = page.next {
          next = self.path(ofLink: link)
          if next == nil { pages.problem = "its next page is on another host: \(link.prefix(80))" }
        }
      } catch let failure as APIFailure where !failure.kind.endsScan && seen.count > 1 {
        pages.problem = "after \(pages.elements.count): \(failure.reason)"
        break
      }
    }
    pages.elements = pages.elements.withoutRepetitions()
    return pages
  }

  private func page<Element: Codable & Sendable>(
    _ path: String, _ collection: Collection, key: String, as type: Element.Type, again: Bool
  ) async throws -> Page<Element> {
    try await fetch(path, collection, again: again) { body in
      let answer = try ListAnswer<Element>.read(body, key: key, mayBeLeftOut: collection.mayBeLeftOut)
      return Page(elements: answer.elements, problems: answer.problems, next: answer.next, total: answer.total)
    }
  }

  private static func paged(_ path: String) -> String { path + (path.contains("?") ? "&" : "?") + "per_page=200" }

  /// The path of a link to the next page; nil for one that leads to another host, which must not get the token.
  private func path(ofLink link: String) -> String? {
    guard let parts = URLComponents(string: link), parts.host.map({ accepted.contains($0.lowercased()) }) ?? true,
      parts.percentEncodedPath.hasPrefix("/v2/")
    else { return nil }
    return parts.percentEncodedPath + (parts.percentEncodedQuery.map { "?" + $0 } ?? "")
  }
}
