import IpaiAdvisor

extension RuleCases {
  static let risingSpend = RuleCases(
    "DO-COST-021",
    fails: [
      RuleCase(
        "half of October, and 70 of 100 USD are spent", account(70),
        [.init("do:account:u1", nil, .medium, fix: ["doctl balance get", "doctl invoice list"])]),
      RuleCase(
        "the last invoice is not the first of the list",
        account(
          70,
          invoices: #"{"amount":"999.00","invoice_period":"2026-07"},{"amount":"100.00","invoice_period":"2026-09"}"#),
        [.init("do:account:u1")]),
      RuleCase("February is shorter", account(65.1, at: "2027-02-15T00:00:00Z"), [.init("do:account:u1")]),
    ],
    passes: [
      RuleCase("1.3 times the last invoice", account(65)),
      RuleCase("10 USD more", account(10, invoices: #"{"amount":"10.00","invoice_period":"2026-09"}"#)),
    ],
    notAssessed: [
      RuleCase("no invoice yet", account(70, invoices: "")),
      RuleCase(
        "no invoice but that of this month", account(70, invoices: #"{"amount":"1.00","invoice_period":"2026-10"}"#)),
      RuleCase("without the balance", #"{"account":{"uuid":"u1"}}"#),
      RuleCase("without the right to read bills", account(70), lacking: [.billing]),
      RuleCase("without the account", account(70), lacking: [.account]),
    ],
    guarded: [
      RuleCase("the third day", account(70, at: "2026-10-04T00:00:00Z")),
      RuleCase("after the third day", account(70, at: "2026-10-04T00:00:01Z"), [.init("do:account:u1")]),
      RuleCase(
        "amounts are numbers somewhere",
        #"{"account":{"uuid":"u1"},"balance":{"month_to_date_usage":70,"generated_at":"2026-10-16T12:00:00Z"},"invoices":[{"amount":100}]}"#,
        [.init("do:account:u1")]),
    ])

  private static func account(
    _ usage: Double, at time: String = "2026-10-16T12:00:00Z",
    invoices: String = #"{"amount":"100.00","invoice_period":"2026-09"}"#
  ) -> String {
    """
    {"account":{"uuid":"u1"},"balance":{"month_to_date_usage":"\(usage)","generated_at":"\(time)"},
     "invoices":[\(invoices)],
     "billing_insights":[{"start_date":"2026-10-01","sku":"A","total_amount":"1.00","description":"web"},
      {"start_date":"2026-10-02","sku":"A","total_amount":"3.00"},
      {"start_date":"2026-10-02","sku":"B","total_amount":"0.50","description":"new"}]}
    """
  }
}
