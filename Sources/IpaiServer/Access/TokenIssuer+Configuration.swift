package import IpaiCore
package import IpaiTokens

extension TokenIssuer {
  /// The issuer that the settings name; nil for none. Throws `IpaiError(.configuration)` when they are wrong or not complete.
  package static func named(in configuration: IpaiCore.Configuration) throws -> TokenIssuer? {
    let (issuer, audience) = (configuration.oauthIssuer, configuration.oauthAudience)
    if issuer.isEmpty, audience.isEmpty, configuration.oauthKeys.isEmpty { return nil }
    guard !issuer.isEmpty else {
      throw IpaiError(
        .configuration, "there are settings for access tokens, but no issuer of them", hint: "set oauth_issuer")
    }
    guard !audience.isEmpty else {
      throw IpaiError(
        .configuration, "there is an issuer of access tokens, but nothing that they have to be made for",
        hint: "set oauth_audience to the address of the server, such as https://ipai.example.com/mcp")
    }
    let keys = configuration.oauthKeys.isEmpty ? nil : configuration.oauthKeys
    return try TokenIssuer(issuer: issuer, audience: audience, keySetAddress: keys)
  }
}
