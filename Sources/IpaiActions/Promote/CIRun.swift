import Foundation

/// The run of a CI system in which ipai works, by the variables that GitHub Actions, GitLab CI and Jenkins set.
struct CIRun {
  /// The address at which people can look at the run; nil outside of CI.
  let address: String?
  /// Who started it.
  let actor: String?
  /// The branch that was checked out; nil in a run for a tag, and for a pull request, where a commit is checked out that no branch has.
  let branch: String?
  /// The file to which a summary is written, for people who look at the run.
  let summary: String?

  /// Reads the variables of an environment.
  init(_ environment: [String: String]) {
    func value(_ name: String) -> String? {
      guard let value = environment[name], !value.isEmpty else { return nil }
      return value
    }
    if let server = value("GITHUB_SERVER_URL"), let repository = value("GITHUB_REPOSITORY"),
      let run = value("GITHUB_RUN_ID")
    {
      address = "\(server)/\(repository)/actions/runs/\(run)"
    } else {
      address = value("CI_JOB_URL") ?? value("BUILD_URL")
    }
    actor = value("GITHUB_ACTOR") ?? value("GITLAB_USER_LOGIN")
    let isOfBranch = value("GITHUB_REF_TYPE") == "branch" && value("GITHUB_HEAD_REF") == nil
    branch = isOfBranch ? value("GITHUB_REF_NAME") : value("CI_COMMIT_BRANCH")
    summary = value("GITHUB_STEP_SUMMARY")
  }
}
