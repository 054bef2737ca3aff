import Foundation

extension SARIFLog {
  /// Where a resource is: by its name, and by a path that exists for readers of SARIF alone, which want one.
  struct Location: Encodable {
    struct Physical: Encodable {
      let artifactLocation: Artifact
      let region = Region()
    }

    struct Artifact: Encodable {
      let uri: String
    }

    struct Region: Encodable {
      let startLine = 1
      let startColumn = 1
      let endLine = 1
      let endColumn = 1
    }

    struct Logical: Encodable {
      let name: String
      let fullyQualifiedName: String
      let kind = "resource"
    }

    let physicalLocation: Physical
    let logicalLocations: [Logical]
  }
}

extension SARIFLog.Location {
  /// The location of the resource of a finding.
  init(_ finding: Finding) {
    physicalLocation = .init(artifactLocation: .init(uri: Self.path(of: finding.urn)))
    logicalLocations = [.init(name: finding.shownName, fullyQualifiedName: finding.urn.text)]
  }

  /// A path such as `digitalocean/droplet/123`, the same in every scan.
  static func path(of urn: URN) -> String {
    if urn.kind.isEmpty { return "digitalocean/other/" + part(urn.text) }
    return ["digitalocean", part(urn.kind), part(urn.key)].joined(separator: "/")
  }

  /// A text as one part of a path, which leads nowhere else.
  static func part(_ text: some StringProtocol) -> String {
    let escaped = text.addingPercentEncoding(withAllowedCharacters: unreserved) ?? ""
    return escaped.allSatisfy { $0 == "." } ? "_" + escaped : escaped
  }

  /// What needs no escape in any part of a URI (RFC 3986, section 2.3).
  private static let unreserved = CharacterSet(
    charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
}
