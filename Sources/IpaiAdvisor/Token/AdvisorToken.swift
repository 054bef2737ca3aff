package import IpaiCore
import IpaiYAML

/// The token that an account is read with, and where it came from.
package struct AdvisorToken: Sendable {
  /// The token.
  package let secret: Secret
  /// Where it was found: the name of a variable, or of a context of doctl.
  package let origin: String
  /// What kind of token it is.
  package var form: TokenForm { TokenForm(secret.reveal()) }

  /// The variables that are looked at, the first first.
  package static let variables = ["DIGITALOCEAN_ACCESS_TOKEN", "DIGITALOCEAN_API_TOKEN"]
  private static let maxBytes = 1 << 20

  /// The token in `environment`, or the one of doctl's context with this name, in its file at `path`.
  ///
  /// Throws `IpaiError`: `.usage` without a token, `.notFound` for a context that is not there, and `.configuration` for a file of doctl
  /// that cannot be read or a token that cannot be one.
  package init(context: String?, environment: [String: String], doctl path: String) throws {
    let (text, origin) = try Self.found(context, environment, path)
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }), (8...512).contains(text.utf8.count) else {
      throw IpaiError(
        .configuration, "what \(origin) has is not a token of DigitalOcean",
        hint: "a token has letters, digits and underscores, such as dop_v1_…")
    }
    secret = Secret(text)
    self.origin = origin
  }

  private static func found(
    _ context: String?, _ environment: [String: String], _ path: String
  ) throws -> (text: String, origin: String) {
    if let context { return (try token(of: context, in: path), "the context '\(context)' of doctl") }
    for variable in variables {
      if let text = environment[variable], !text.isEmpty { return (text, variable) }
    }
    throw IpaiError(
      .usage, "there is no token to read the account with",
      hint: "set DIGITALOCEAN_ACCESS_TOKEN to a token with read scopes, or name a context of doctl with --context")
  }

  /// doctl keeps the token of its context 'default' under `access-token`, and the others under `auth-contexts`.
  private static func token(of context: String, in path: String) throws -> String {
    guard let content = try SmallFile.read(path, maxBytes: maxBytes) else {
      throw IpaiError(
        .notFound, "doctl has no configuration at \(path)", hint: "make a context with: doctl auth init --context NAME")
    }
    let root: YAMLNode?
    do { root = try YAMLDocument.read(content, limits: YAMLLimits(maxBytes: maxBytes)) } catch {
      // Its words may repeat a part of the file, which has tokens in it.
      throw IpaiError(.configuration, "\(path) cannot be read as YAML")
    }
    let node = context == "default" ? root?["access-token"] : root?["auth-contexts"]?[context]
    guard let text = node?.scalar?.text, !text.isEmpty else {
      throw IpaiError(
        .notFound, "doctl has no context '\(context.prefix(80))'", hint: "to see which there are: doctl auth list")
    }
    return text
  }
}
