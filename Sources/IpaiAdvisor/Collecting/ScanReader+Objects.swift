import Foundation
import IpaiCore

/// Lists that are objects: what they list stands under its id.
extension ScanReader {
  /// The elements of all pages by their ids, and why they are not all; nil when they are. Throws what `list` throws.
  func objects<Element: Codable & Sendable>(
    _ collection: Collection, key: String, as type: Element.Type
  ) async throws -> (elements: [String: Element], problem: String?) {
    var elements: [String: Element] = [:]
    var number = 1
    while true {
      let page: ObjectPage<Element>
      do {
        let separator = collection.path.contains("?") ? "&" : "?"
        page = try await fetch(collection.path + "\(separator)per_page=200&page=\(number)", collection) { body in
          try ObjectPage(body, key: key)
        }
      } catch let failure as APIFailure where !failure.kind.endsScan && number > 1 {
        return (elements, "after \(elements.count): \(failure.reason)")
      }
      page.problems.forEach { warn("\(collection.title): \($0)") }
      let before = elements.count
      elements.merge(page.elements) { _, new in new }
      // A page that brings nothing new ends it, whatever the API says.
      guard page.hasNext, elements.count > before else {
        return (elements, page.problems.first.map { "not all can be read: \($0)" })
      }
      number += 1
    }
  }
}

/// A page of a list that is an object.
private struct ObjectPage<Element: Codable & Sendable>: Codable, Sendable {
  let elements: [String: Element]
  let problems: [String]
  let hasNext: Bool

  private struct Links: Decodable {
    struct Pages: Decodable { let next: String? }
    struct Body: Decodable { let pages: Pages? }
    let links: Body?
  }

  /// Reads an answer. Throws `APIFailure(.unreadable)`.
  init(_ body: Data, key: String) throws {
    do {
      let decoder = JSONDecoder()
      let members = try decoder.decode([String: LossyElement<[String: LossyElement<Element>]>].self, from: body)
      guard let member = members[key] else {
        throw APIFailure(kind: .unreadable, reason: "the answer has no \(key)")
      }
      guard let list = member.value else { throw APIFailure(kind: .unreadable, reason: member.problem ?? "") }
      elements = list.compactMapValues(\.value)
      problems = list.values.compactMap(\.problem)
      hasNext = (try? decoder.decode(Links.self, from: body))?.links?.pages?.next != nil
    } catch let failure as APIFailure {
      throw failure
    } catch {
      throw APIFailure(
        kind: .unreadable, reason: "the answer is not an object of \(key): \(DecodingError.words(of: error))")
    }
  }
}
