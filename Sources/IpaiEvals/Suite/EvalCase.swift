package import IpaiSkills

/// One case of a skill's evals: what is run or asked, and what is expected of the answer.
package struct EvalCase: Equatable, Sendable {
  /// What gives the answer.
  package enum Task: Equatable, Sendable {
    /// A command for `sh -c`, run in the folder of the skill.
    case command(String)
    /// A prompt for a model that is given the skill.
    case prompt(String)
  }

  /// What the case is called; no other case of the skill has the same name.
  package let name: String
  /// The file in which it stands, as a path within the skill.
  package let file: String
  /// What gives the answer.
  package let task: Task
  /// What a command reads from its standard input.
  package var input = ""
  /// Files that are put beside those of the skill, and in their place where the path is the same.
  package var files: [SkillFile] = []
  /// How many seconds a command may take.
  package var timeout = EvalLimits.timeout
  /// Whether a command may use the network.
  package var usesNetwork = false
  /// Environment variables of a command.
  package var environment: [String: String] = [:]
  /// What is expected of the answer.
  package var expectation: EvalExpectation

  /// A case that goes by the defaults in all else.
  package init(name: String, file: String, _ task: Task, expecting expectation: EvalExpectation) {
    self.name = name
    self.file = file
    self.task = task
    self.expectation = expectation
  }
}
