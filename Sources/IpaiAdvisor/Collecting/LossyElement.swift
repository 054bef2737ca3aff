import IpaiCore

/// An element of a list that may not be readable, so that the others are read all the same.
struct LossyElement<Element: Decodable & Sendable>: Decodable, Sendable {
  let value: Element?
  /// Why it could not be read, with its id where it has one.
  let problem: String?

  private struct Identity: Decodable {
    let id: ResourceID?
    let uuid: String?
    let name: String?
  }

  init(from decoder: any Decoder) throws {
    do {
      value = try Element(from: decoder)
      problem = nil
    } catch {
      let identity = try? Identity(from: decoder)
      let name = identity?.id?.text ?? identity?.uuid ?? identity?.name
      value = nil
      problem = (name.map { "\($0): " } ?? "") + DecodingError.words(of: error)
    }
  }
}
