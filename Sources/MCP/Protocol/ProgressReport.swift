/// How far work has come (Utilities: Progress).
public struct ProgressReport: Sendable, Hashable {
  /// How much has been done; larger with each report.
  public var progress: Double
  /// How much there is to do, where that is known.
  public var total: Double?
  /// What is being done.
  public var message: String?

  init(progress: Double, total: Double?, message: String?) {
    self.progress = progress
    self.total = total
    self.message = message
  }

  /// Reads the parameters of `notifications/progress`; nil when they do not say how far the work is.
  init?(_ params: [String: JSON]) {
    guard let progress = params["progress"]?.number else { return nil }
    self.init(progress: progress, total: params["total"]?.number, message: params["message"]?.string)
  }

  /// The parameters of `notifications/progress`.
  func params(token: JSON) -> [String: JSON] {
    var params: [String: JSON] = ["progressToken": token, "progress": Self.number(progress)]
    params[optional: "total"] = total.map(Self.number)
    params[optional: "message"] = message.map(JSON.string)
    return params
  }

  private static func number(_ value: Double) -> JSON { Int(exactly: value).map(JSON.integer) ?? .number(value) }
}
