import IpaiActions
import IpaiCore

/// What was promoted, for people.
enum PromotionOutcomeText {
  /// The plan that was applied, and the number of the promotion.
  static func text(_ outcome: PromoteApplyAction.Outcome, _ theme: Theme) -> String {
    let text = PromotionPlanText.text(outcome.plan, theme)
    guard let number = outcome.number, let digest = outcome.digest else { return text }
    return text + "promoted: number \(number), \(digest)\n"
  }
}
