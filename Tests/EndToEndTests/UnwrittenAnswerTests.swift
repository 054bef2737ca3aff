import Foundation
import TestSupport
import Testing

/// What was done although the answer cannot be written.
@Suite(.onOwnThreads) struct UnwrittenAnswerTests {
  @Test(arguments: ["> /dev/full", ">&-"]) func aPromotionThatIsStoredIsSaid(output: String) throws {
    let binary = try Binary()
    let repository = try TestRepository()
    let registry = binary.home.file("registry.db")
    func ipai(_ words: String, _ output: String = "") throws -> Subprocess {
      try Subprocess.run(
        ["sh", "-c", "'\(Binary.path)' promote \(words) '\(registry)' \(output)"], in: repository.path,
        environment: binary.environment)
    }
    for (number, version) in ["1.0.0", "1.1.0"].enumerated() {
      try repository.write(
        "---\nname: one\ndescription: Does one.\nmetadata:\n  version: \(version)\n  status: approved\n---\nDo.\n",
        to: "skills/one/SKILL.md")
      try repository.commit(version)
      let run = try ipai("--allow-missing-evals --to", output)
      #expect(run.status == 74)
      #expect(
        run.error.hasSuffix("\nipai: promotion \(number + 1) is stored in \(registry) all the same\n"), "\(run.error)")
    }
    let back = try ipai("rollback one --reason 'it fails' --registry", output)
    #expect(back.status == 74 && back.error.contains("promotion 3 is stored in"), "\(back.error)")
    // Where nothing was done, nothing is said.
    let plan = try ipai("plan --to", output)
    #expect(plan.status == 74 && !plan.error.contains("is stored"), "\(plan.error)")
    #expect(try ipai("log --format json --to").text.contains("\"number\" : 3"))
    #expect(try ipai("verify --to").status == 0)
  }
}
