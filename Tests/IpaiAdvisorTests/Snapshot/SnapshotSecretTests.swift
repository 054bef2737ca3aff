import Foundation
import IpaiAdvisor
import TestSupport
import Testing

/// What the API tells of secrets is in no snapshot.
struct SnapshotSecretTests {
  @Test(arguments: [1, 4, 9])
  func hasNoSecrets(_ seed: Int) async throws {
    let standIn = try StandIn(["--seed", "\(seed)", "--size", "80"])
    let secrets = Self.secrets(try JSONSerialization.jsonObject(with: try await standIn.ask("GET", "_account")))
    #expect(secrets.count > 3)
    let facts = try await standIn.scan(StandIn.unlimited).facts
    let folder = try TemporaryFolder()
    for (name, part) in [("whole", facts), ("redacted", try Redaction().redacted(facts))] {
      let file = folder.path + "/" + name
      try SnapshotFile.write(part, to: file)
      let content = String(decoding: try Data(contentsOf: URL(filePath: file)), as: UTF8.self)
      #expect(ChosenTexts.found(secrets, in: content) == [], "\(name)")
      #expect(content.contains("doadmin"))
    }
  }

  /// The values of members whose names are those of secrets, and of variables of apps.
  private static func secrets(_ tree: Any) -> Set<String> {
    var found: Set<String> = []
    func walk(_ tree: Any, _ name: String) {
      switch tree {
      case let members as [String: Any]:
        for (key, value) in members {
          walk(value, key)
          // The value of a variable of an app; names of resources and words that others have too are no secrets.
          if key == "value", members["key"] is String, let text = value as? String, text.count >= 6,
            text.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }), text.contains(where: \.isNumber)
          {
            found.insert(text)
          }
        }
      case let elements as [Any]: for element in elements { walk(element, name) }
      case let text as String:
        let names = [
          "password", "uri", "access_cert", "key", "secret", "secret_key", "token", "private_key", "authorization",
          "ca_cert", "api_key", "zone_file",
        ]
        // The names of variables are called key too.
        if names.contains(name), text.count >= 12, text.contains(where: \.isNumber) { found.insert(text) }
      default: break
      }
    }
    walk(tree, "")
    return found
  }
}
