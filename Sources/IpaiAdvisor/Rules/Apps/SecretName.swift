import IpaiCore

/// Tells the names of secrets from those of other variables.
enum SecretName {
  /// Whether a variable with this name most likely holds a secret.
  static func isOne(_ name: String) -> Bool {
    let name = name.lowercased()
    guard words.contains(where: name.hasBytes) else { return false }
    if harmlessBeginnings.contains(where: name.hasPrefix) { return false }
    if harmlessParts.contains(where: name.hasBytes) { return false }
    return !harmlessEndings.contains(where: name.hasSuffix)
  }

  private static let words = [
    "secret", "token", "passw", "apikey", "api_key", "privatekey", "private_key", "credential",
  ]
  /// Web pages show what these hold, and the others are numbers and switches.
  private static let harmlessBeginnings = [
    "next_public_", "nuxt_public_", "expo_public_", "public_", "vite_", "react_app_", "vue_app_", "gatsby_", "max_",
    "min_", "enable_", "disable_", "allow_", "require_", "use_", "is_", "has_", "skip_",
  ]
  private static let harmlessParts = ["tokeniz", "tokenis", "passwordless", "publishable", "max_token", "num_token"]
  private static let harmlessEndings = [
    "_url", "_uri", "_path", "_file", "_dir", "_location", "_name", "_header", "_field", "_label", "_prefix", "_format",
    "_host", "_domain", "_endpoint", "_address", "_issuer", "_audience", "_scope", "_scopes", "_ttl", "_expiry",
    "_expires", "_expires_in", "_expiration", "_lifetime", "_timeout", "_interval", "_age", "_seconds", "_minutes",
    "_hours", "_days", "_length", "_size", "_limit", "_min", "_max", "_count", "_budget", "_rounds", "_algorithm",
    "_alg", "_type", "_mode", "_method", "_enabled", "_disabled", "_required", "_allowed", "_policy", "_region", "_arn",
    "_version", "_store", "_backend", "_driver", "_provider", "_user", "_username", "_email", "_symbol", "_decimals",
    "_key_id", "_token_id", "_credential_id",
  ]
}
