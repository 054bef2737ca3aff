import Testing

@testable import IpaiActions

/// What the variables of GitHub Actions and GitLab CI say of the branch. Tags and the commits that are made for pull requests are none.
@Suite struct CIRunTests {
  private func branch(_ variables: KeyValuePairs<String, String>) -> String? {
    CIRun(Dictionary(uniqueKeysWithValues: variables.map { ($0.key, $0.value) })).branch
  }

  @Test func gitHub() {
    #expect(branch(["GITHUB_REF_TYPE": "branch", "GITHUB_REF_NAME": "main", "GITHUB_HEAD_REF": ""]) == "main")
    #expect(branch(["GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1", "GITHUB_HEAD_REF": ""]) == nil)
    #expect(branch(["GITHUB_REF_TYPE": "branch", "GITHUB_REF_NAME": "7/merge", "GITHUB_HEAD_REF": "topic"]) == nil)
    #expect(branch(["GITHUB_REF_NAME": "v1"]) == nil)
  }

  @Test func gitLab() {
    #expect(branch(["CI_COMMIT_BRANCH": "main", "CI_COMMIT_REF_NAME": "main"]) == "main")
    #expect(branch(["CI_COMMIT_TAG": "v1", "CI_COMMIT_REF_NAME": "v1"]) == nil)
    #expect(branch(["CI_MERGE_REQUEST_IID": "7", "CI_COMMIT_REF_NAME": "topic"]) == nil)
    #expect(branch([:]) == nil)
  }
}
