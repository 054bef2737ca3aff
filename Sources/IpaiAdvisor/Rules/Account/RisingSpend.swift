import IpaiCore

extension Rule {
  /// A month that will cost much more than the last one.
  static let risingSpend = Rule(
    "DO-COST-021", .cost, .medium, .quick,
    title: "Spend rising: month-to-date projects above last invoice",
    why:
      "A forgotten test, a loop that makes resources or a stolen token shows in the bill first. DigitalOcean has no spending limit that would stop it.",
    condition:
      "The usage of this month so far, divided by the share of the month that has passed, is more than 1.3 times the last invoice and more than 10 USD above it.",
    guards:
      "The first 3 days of a month say too little and are not judged. The last invoice is that of the latest month before the month of the balance. What grew most is taken from the billing insights, which do not add up to the invoice exactly.",
    subjects: [.balance],
    needs: [.account, .invoices],
    references: ["https://docs.digitalocean.com/platform/billing/"]
  ) { account in
    guard let owner = account.facts.account else { return [] }
    return [owner.judged(outcome(account))]
  }

  private static func outcome(_ account: AccountView) -> Outcome {
    guard let balance = account.facts.balance, let usage = balance.monthToDateUsage?.value else {
      return .notAssessed("the usage of this month was not read")
    }
    let month = BillingMonth(balance.generatedAt?.timestamp ?? account.now)
    guard month.elapsedDays > 3 else { return .notAssessed("the first 3 days of a month say too little") }
    guard let invoice = lastInvoice(before: month, account), let last = invoice.amount?.value else {
      return .notAssessed("there is no earlier invoice to compare with")
    }
    let projection = usage / month.elapsedShare
    guard projection > 1.3 * last, projection - last > 10 else { return .pass }
    return .fail(failure(usage, month, projection, invoice, last, account))
  }

  /// The invoice of the latest month before this one. Where an invoice names no month, the API's order counts: the latest first.
  private static func lastInvoice(before month: BillingMonth, _ account: AccountView) -> Invoice? {
    let invoices = account.facts.invoices
    guard invoices.allSatisfy({ $0.invoicePeriod != nil }) else { return invoices.first }
    return invoices.filter { ($0.invoicePeriod ?? "") < month.name }
      .max { ($0.invoicePeriod ?? "") < ($1.invoicePeriod ?? "") }
  }

  private static func failure(
    _ usage: Double, _ month: BillingMonth, _ projection: Double, _ invoice: Invoice, _ last: Double,
    _ account: AccountView
  ) -> Failure {
    let growth = GrowingProduct.top(5, of: account.facts.billingInsights).map {
      Evidence("data_points.total_amount", $0.text, .billingInsights)
    }
    return Failure(
      [
        Evidence("month_to_date_usage", NumberText.money(usage), .balance),
        Evidence(
          "projection",
          "\(NumberText.money(usage)) / \(NumberText.percent(month.elapsedShare)) of \(month.name) = \(NumberText.money(projection))",
          .balance),
        Evidence("invoices.amount", "\(NumberText.money(last)) for \(invoice.invoicePeriod ?? "-")", .invoices),
      ] + growth,
      fix: [.run("doctl balance get"), .run("doctl invoice list")],
      note: account.facts.invoices.count == 1
        ? "There is only one invoice yet, which may be of a part of a month." : nil)
  }
}

/// The month that a moment is in, in UTC.
private struct BillingMonth {
  /// The month as invoices name it: `2026-11`.
  let name: String
  /// How many days of it have passed.
  let elapsedDays: Double
  /// Which share of it has passed, from 0 to 1.
  let elapsedShare: Double

  init(_ moment: Timestamp) {
    name = String(moment.day.prefix(7))
    let seconds = Double(moment.seconds)
    let today = CivilDate(daysSince1970: Int64((seconds / 86_400).rounded(.down)))
    let start = today.daysSince1970 - (today.day - 1)
    let length = CivilDate(daysSince1970: start).adding(months: 1).daysSince1970 - start
    elapsedDays = seconds / 86_400 - Double(start)
    elapsedShare = elapsedDays / Double(length)
  }
}
