import IpaiCore
package import IpaiSkills

/// Where skills can be had from. All methods throw `IpaiError`.
package protocol SkillSupply: Sendable {
  /// Where it is, without a password.
  var place: String { get }

  /// What is offered for what somebody wants. Throws `.notFound` for a skill, a version or a label that there is not.
  func offer(_ wanted: WantedSkill) async throws -> OfferedSkill

  /// The files of what is offered. Throws `.conflict` for those of which a digest is another one.
  func tree(of offered: OfferedSkill) async throws -> SkillTree
}

extension SkillSupply {
  /// The error for a version that there is not.
  func missing(_ wanted: WantedSkill) -> IpaiError {
    let what =
      switch wanted.choice {
      case .inForce: "no version of '\(wanted.name)' is in force"
      case .label(let label): "no version of '\(wanted.name)' has the label '\(label.rawValue)'"
      case .version(let version): "there is no version \(version.prefix(80)) of '\(wanted.name)'"
      }
    return IpaiError(.notFound, "\(what) in \(place)")
  }
}
