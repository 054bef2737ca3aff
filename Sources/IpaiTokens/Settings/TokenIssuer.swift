import IpaiCore

/// The authorization server whose access tokens are accepted, and what they have to be meant for.
package struct TokenIssuer: Sendable, Equatable {
  /// The identifier of the server, which its tokens have as `iss` (RFC 8414, section 2): an https: address.
  package let issuer: String
  /// The identifier of this resource, which tokens have to have in `aud` (RFC 8707, section 2): an https: address.
  package let audience: String
  /// Where the keys of the server are (RFC 7517, section 5); nil when its metadata tells.
  package let keySetAddress: String?
  /// Where the metadata of the server may be, in the order of trying: RFC 8414, section 3.1, with both names that it has, and
  /// OpenID Connect Discovery 1.0, section 4.
  let metadataAddresses: [String]
  /// The audience in its parts.
  let resource: SecureAddress
  /// True for a server on this machine that does not encrypt.
  let isOfThisMachine: Bool

  private static let authorizationServer = "/.well-known/oauth-authorization-server"
  private static let openID = "/.well-known/openid-configuration"

  /// Checks the settings. Addresses have to be `https:`, or `http:` on this machine. Throws `IpaiError(.configuration)`.
  package init(issuer: String, audience: String, keySetAddress: String? = nil) throws {
    guard let server = SecureAddress(issuer), !server.hasQuery else {
      throw Self.fault("the issuer of tokens has to be an https: address without a query or a fragment")
    }
    guard let resource = SecureAddress(audience), !resource.hasQuery,
      resource.origin == resource.origin.lowercased(), resource.text == resource.origin + resource.path
    else {
      throw Self.fault(
        "the audience of tokens has to be the https: address of this server, without a query, a fragment or a slash at its end"
      )
    }
    if let keySetAddress, SecureAddress(keySetAddress) == nil {
      throw Self.fault("the keys of the issuer have to be at an https: address")
    }
    self.issuer = issuer
    self.audience = audience
    self.keySetAddress = keySetAddress
    self.resource = resource
    isOfThisMachine = !server.isEncrypted
    let candidates = [
      server.inserting(Self.authorizationServer), server.inserting(Self.openID),
      server.origin + server.path + Self.openID,
    ]
    metadataAddresses = candidates.enumerated().filter { candidates.firstIndex(of: $1) == $0 }.map(\.1)
  }

  private static func fault(_ message: String) -> IpaiError {
    IpaiError(.configuration, message, hint: "an http: address is accepted for localhost, 127.0.0.1 and [::1] alone")
  }
}
