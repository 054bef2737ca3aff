public import Foundation

/// The header fields of a message, in their order; names are without case.
public struct HTTPHeaders: Sendable, Hashable, ExpressibleByDictionaryLiteral {
  public private(set) var fields: [Field] = []

  public struct Field: Sendable, Hashable {
    public let name: String
    public let value: String
  }

  public init(dictionaryLiteral elements: (String, String)...) { for (name, value) in elements { add(name, value) } }

  public mutating func add(_ name: String, _ value: String) { fields.append(Field(name: name, value: value)) }

  /// All values of a name.
  public subscript(name: String) -> [String] {
    var values: [String] = []
    for field in fields where Self.isSame(field.name, name) { values.append(field.value) }
    return values
  }

  private static func isSame(_ one: String, _ other: String) -> Bool {
    guard one.utf8.count == other.utf8.count else { return false }
    if one == other { return true }
    for (left, right) in zip(one.utf8, other.utf8) where left != right {
      guard isLetter(left), left ^ right == 0x20 else { return false }
    }
    return true
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }
}

/// A request over HTTP, as whatever serves HTTP hands it over.
public struct HTTPRequest: Sendable {
  public var method: String
  public var headers: HTTPHeaders
  public var body: Data
  /// Who sends it, where that was authenticated.
  public var principal: String?

  public init(_ method: String, headers: HTTPHeaders = [:], body: Data = Data(), principal: String? = nil) {
    (self.method, self.headers, self.body, self.principal) = (method, headers, body, principal)
  }
}

/// The response to send.
public struct HTTPResponse: Sendable {
  public var status: Int
  public var headers: HTTPHeaders
  public var body: Body

  public enum Body: Sendable {
    case data(Data)
    /// Server-sent events, to be sent as they come. Whoever stops reading says that the client has gone: it has to be
    /// cancelled, or let go, as soon as the connection closes. At a client, whatever comes little by little; it ends with an
    /// error where the connection broke.
    case events(AsyncThrowingStream<Data, any Error>)
  }

  public init(_ status: Int, headers: HTTPHeaders = [:], body: Body = .data(Data())) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}
