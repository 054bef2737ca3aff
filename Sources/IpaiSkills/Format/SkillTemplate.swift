import Foundation

/// The skeleton of a new skill.
package enum SkillTemplate {
  /// The files of a skill with a name; they validate without a finding.
  package static func tree(_ name: SkillName, description: String? = nil) -> SkillTree {
    SkillTree([SkillFile(path: "SKILL.md", content: Data(text(name, description).utf8))])
  }

  private static func text(_ name: SkillName, _ description: String?) -> String {
    let title = name.text.split(separator: "-").joined(separator: " ")
    let summary = description ?? "Say in one or two sentences what \(title) does. Use when somebody asks for it."
    return """
      ---
      name: \(name)
      description: \(quoted(summary))
      metadata:
        version: "\(SkillVersion.unsaid)"
        status: \(SkillStatus.dev.rawValue)
      ---

      # \(title.prefix(1).uppercased() + title.dropFirst())

      ## When to use it

      Describe the situation and the words by which an agent recognizes it.

      ## Steps

      1. Say what to do first.
      2. Say how to tell that it worked.

      ## Examples

      Show one request and what a good answer to it looks like.

      """
  }

  /// The text as a double-quoted scalar of YAML, which can hold everything.
  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\\(scalar)"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      default:
        if scalar.properties.generalCategory == .control { continue }
        result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
