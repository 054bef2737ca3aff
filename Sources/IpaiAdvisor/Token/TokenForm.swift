/// What kind of token of DigitalOcean a text is, by how it begins (https://docs.digitalocean.com/reference/api/create-personal-access-token).
package enum TokenForm: String, Codable, CaseIterable, Sendable {
  /// A personal access token.
  case personal
  /// A token that an application was given with OAuth.
  case oauth
  /// A token that gets others, and reads nothing by itself.
  case refresh
  /// A personal access token from before 2022, which reads all or writes all and has no scopes of its own.
  case old
  /// Something else.
  case other

  /// The form of a token.
  init(_ token: String) {
    if token.hasPrefix("dop_v1_") {
      self = .personal
    } else if token.hasPrefix("doo_v1_") {
      self = .oauth
    } else if token.hasPrefix("dor_v1_") {
      self = .refresh
    } else if token.utf8.count == 64, token.allSatisfy(\.isHexDigit) {
      self = .old
    } else {
      self = .other
    }
  }

  /// What people call it.
  package var title: String {
    switch self {
    case .personal: "a personal access token"
    case .oauth: "a token of an application"
    case .refresh: "a refresh token"
    case .old: "a personal access token from before 2022"
    case .other: "a token of an unknown form"
    }
  }
}
