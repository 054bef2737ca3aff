package import Foundation
import IpaiCore
import IpaiAccess

/// What a client has to know to get a token for this server (RFC 9728, section 2). Everybody may read it.
package struct ProtectedResourceMetadata: Encodable, Sendable {
  /// The identifier of the resource: the audience of its tokens.
  package let resource: String
  /// The issuers of its tokens.
  package let authorizationServers: [String]
  /// The names of the scopes, with the least first.
  package let scopesSupported: [String]
  /// How a token may be sent: in the header alone.
  package let bearerMethodsSupported: [String]
  /// What people call the resource.
  package let resourceName: String
  /// Where the document is, for challenges: with the path of the resource after the well-known one (RFC 9728, section 3.1).
  package let address: String
  /// The paths that the document is served at: the well-known one, and that with the path of the resource.
  package let paths: Set<String>

  private static let wellKnown = "/.well-known/oauth-protected-resource"

  private enum CodingKeys: String, CodingKey {
    case resource
    case authorizationServers = "authorization_servers"
    case scopesSupported = "scopes_supported"
    case bearerMethodsSupported = "bearer_methods_supported"
    case resourceName = "resource_name"
  }

  /// The metadata of the resource that tokens of an issuer are for.
  package init(_ issuer: TokenIssuer, name: String = "ipai") {
    resource = issuer.audience
    authorizationServers = [issuer.issuer]
    scopesSupported = AccessScope.allCases.map(TokenScopes.name)
    bearerMethodsSupported = ["header"]
    resourceName = name
    address = issuer.resource.inserting(Self.wellKnown)
    paths = [Self.wellKnown, Self.wellKnown + issuer.resource.path]
  }

  /// The document: JSON with sorted keys and a line feed at its end, of the media type `application/json`.
  package var body: Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return ((try? encoder.encode(self)) ?? Data()) + Data("\n".utf8)
  }
}
