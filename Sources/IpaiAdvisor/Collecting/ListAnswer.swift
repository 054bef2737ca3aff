import Foundation
import IpaiCore

/// A list as the API answers it: the elements that could be read, and where the next page is.
struct ListAnswer<Element: Decodable & Sendable>: Decodable, Sendable {
  let elements: [Element]
  /// Why elements could not be read, in words.
  let problems: [String]
  /// The address of the next page; nil on the last one.
  let next: String?
  /// How many elements all pages have, as the API says.
  let total: Int?
  /// Whether there is a list: false where its key is missing or null.
  let hasList: Bool

  /// The key under which an answer has its list.
  static var keyInfo: CodingUserInfoKey? { CodingUserInfoKey(rawValue: "list") }

  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ text: String) { stringValue = text }
    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { nil }
  }

  private struct Links: Decodable {
    struct Pages: Decodable { let next: String? }
    let pages: Pages?
  }

  private struct Meta: Decodable { let total: Int? }

  init(from decoder: any Decoder) throws {
    var members = try decoder.container(keyedBy: Name.self)
    let path = (Self.keyInfo.flatMap { decoder.userInfo[$0] } as? String ?? "").split(separator: ".").map(String.init)
    for name in path.dropLast() { members = try members.nestedContainer(keyedBy: Name.self, forKey: Name(name)) }
    let list = try members.decodeIfPresent([LossyElement<Element>].self, forKey: Name(path.last ?? ""))
    hasList = list != nil
    elements = (list ?? []).compactMap(\.value)
    problems = (list ?? []).compactMap(\.problem)
    next = (try? members.decodeIfPresent(Links.self, forKey: Name("links")))?.pages?.next
    total = (try? members.decodeIfPresent(Meta.self, forKey: Name("meta")))?.total
  }

  /// Reads an answer whose list is under `key`, which may be a path as in `settings.suppressions.resources`. One without a list is empty
  /// where `mayBeLeftOut`. Throws `APIFailure`.
  static func read(_ body: Data, key: String, mayBeLeftOut: Bool = false) throws -> Self {
    let decoder = JSONDecoder()
    if let info = keyInfo { decoder.userInfo[info] = key }
    let answer: Self
    do { answer = try decoder.decode(Self.self, from: body) } catch {
      throw APIFailure(
        kind: .unreadable, reason: "the answer is not a list of \(key): \(DecodingError.words(of: error))")
    }
    guard answer.hasList || mayBeLeftOut && answer.total ?? 0 == 0 else {
      throw APIFailure(kind: .unreadable, reason: "the answer has no list of \(key)")
    }
    return answer
  }
}
