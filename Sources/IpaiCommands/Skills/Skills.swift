import ArgumentParser

/// `ipai skills`: the verbs for what agents know how to do. A new verb is a line here.
struct Skills: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "skills",
    abstract: "Keep what agents know how to do, with its versions and its life cycle.",
    discussion: """
      A skill is an Agent Skills folder with a SKILL.md, or a single .skill.json or .skill.yaml file. Its version and its \
      status stand under 'metadata'. A version moves from dev over testing and approved to stable, and is deprecated in the \
      end; only in dev may its content change. 'man 7 ipai-skills' has the details.

      Examples:
        ipai skills new deploy-check
        ipai skills sync ./skills
        ipai skills find "check a deployment before the release"
        ipai skills install deploy-check --from https://skills.example.org
      """,
    subcommands: [
      SkillsNew.self, SkillsValidate.self, SkillsEval.self, SkillsSync.self, SkillsAdd.self, SkillsList.self,
      SkillsShow.self,
      SkillsFind.self, SkillsSetStatus.self, SkillsHistory.self, SkillsDiff.self, SkillsExport.self,
      SkillsInstall.self,
    ])
}
