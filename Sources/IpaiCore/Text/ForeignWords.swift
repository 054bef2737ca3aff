import Foundation

/// What a server says, made fit for others: without secrets, and without control characters where people read it.
package struct ForeignWords: Sendable {
  /// None is empty; longest first.
  private let secrets: [String]

  /// The shortest text that is taken for a secret; shorter ones occur in any text.
  private static let shortest = 8
  private static let blank = "***"

  /// The words of a server that was told these secrets.
  package init(secrets: [Secret]) {
    self.secrets = Set(secrets.map { $0.reveal() }).filter { $0.utf8.count >= Self.shortest }
      .sorted { $0.count > $1.count }
  }

  /// True when there is nothing to take out.
  package var isWithoutSecrets: Bool { secrets.isEmpty }

  /// A text without the secrets.
  package func blanked(_ text: String) -> String {
    secrets.reduce(text) { text, secret in
      // Scalar by scalar: a combining mark behind a secret does not hide it.
      text.replacingOccurrences(of: secret, with: Self.blank, options: .literal)
    }
  }

  /// A line as people may read it, at most so many characters.
  package func line(_ text: String, most: Int = 500) -> String {
    let clean = blanked(text).unicodeScalars.map { scalar in
      switch scalar.properties.generalCategory {
      case .control, .format: " "
      default: String(scalar)
      }
    }
    return String(clean.joined().trimmingCharacters(in: .whitespaces).prefix(most))
  }
}
