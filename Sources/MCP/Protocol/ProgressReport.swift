/// How far work is.
public struct ProgressReport: Sendable, Hashable {
  public var progress: Double
  public var total: Double?
  public var message: String?

  init(progress: Double, total: Double?, message: String?) {
    (self.progress, self.total, self.message) = (progress, total, message)
  }

  init?(_ params: [String: JSON]) {
    guard let progress = params["progress"]?.number else { return nil }
    self.init(progress: progress, total: params["total"]?.number, message: params["message"]?.string)
  }

  func params(token: JSON) -> [String: JSON] {
    var params: [String: JSON] = ["progressToken": token, "progress": Self.number(progress)]
    params[optional: "total"] = total.map(Self.number)
    params[optional: "message"] = message.map(JSON.string)
    return params
  }

  private static func number(_ value: Double) -> JSON { Int(exactly: value).map(JSON.integer) ?? .number(value) }
}
