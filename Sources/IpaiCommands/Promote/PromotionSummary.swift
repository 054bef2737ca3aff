import Foundation
import IpaiCore
import IpaiPromotion

/// The summary of a plan for the page of a run of GitHub Actions.
enum PromotionSummary {
  /// Adds the summary to the file that GITHUB_STEP_SUMMARY names, if it does.
  static func write(_ plan: SealedPlan, in invocation: Invocation) {
    guard let path = invocation.world.environment["GITHUB_STEP_SUMMARY"], !path.isEmpty else { return }
    if !FileManager.default.fileExists(atPath: path) {
      _ = FileManager.default.createFile(atPath: path, contents: nil)
    }
    guard let file = FileHandle(forUpdatingAtPath: path) else {
      return invocation.say("the summary cannot be written to \(path)")
    }
    defer { try? file.close() }
    do {
      try file.seekToEnd()
      try file.write(contentsOf: Data(PlanMarkdown.text(plan).utf8))
    } catch {
      invocation.say("the summary cannot be written to \(path)")
    }
  }
}
