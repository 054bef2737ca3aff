import Foundation

/// Work that continues after its request has been answered (extension `io.modelcontextprotocol/tasks`, SEP-2663). A task
/// belongs to the caller that started it, and nobody else can see that it exists.
actor TaskStore {
  /// The name under which the extension is declared.
  static let extensionName = "io.modelcontextprotocol/tasks"
  /// The capabilities that a client has to declare to have tasks.
  static let requiredCapabilities: JSON = ["extensions": .object([extensionName: [:]])]

  private let options: Server.Options
  private let changes: ChangeHub
  private let heartbeat: Heartbeat
  private var records: [String: Record] = [:]
  private var beat: Int?
  /// The last notification. The next one waits for it, so that none overtakes another.
  private var lastNotice: Task<Void, Never>?

  private enum Status: String { case working, input_required, completed, failed, cancelled }

  private struct Record {
    let principal: String?
    let created: Date
    var updated: Date
    var status = Status.working
    var message: String?
    var questions: [String: InputRequest] = [:]
    var waiting: [UUID: Waiter] = [:]
    var answers: [String: JSON] = [:]
    var usedKeys: Set<String> = []
    var outcome: Result<JSON, RPCError>?
    let cancel: @Sendable () -> Void

    var isOver: Bool { [.completed, .failed, .cancelled].contains(status) }
  }

  private struct Waiter {
    let keys: Set<String>
    let continuation: CheckedContinuation<[String: JSON], any Error>
  }

  /// A store without tasks.
  init(_ options: Server.Options, _ changes: ChangeHub, _ heartbeat: Heartbeat) {
    self.options = options
    self.changes = changes
    self.heartbeat = heartbeat
  }

  // MARK: For the work

  /// Starts a task and returns what the client is told about it.
  ///
  /// - Throws: `RPCError` when there are too many.
  func create(principal: String?, cancel: @escaping @Sendable () -> Void) throws -> (id: String, state: [String: JSON])
  {
    prune()
    makeRoom(for: principal)
    guard !isFull(for: principal) else { throw RPCError.internal("there are too many tasks; try again later") }
    beat = beat ?? heartbeat.add(every: 30) { [weak self] in Task { await self?.prune() } }
    let id = UUID().uuidString.lowercased()
    let now = Date()
    let record = Record(principal: principal, created: now, updated: now, cancel: cancel)
    records[id] = record
    return (id, state(id, record))
  }

  private func isFull(for principal: String?) -> Bool {
    guard records.count < options.maxTasks else { return true }
    guard principal != nil else { return false }
    return records.values.count { $0.principal.isIdentical(to: principal) } >= options.maxTasksOfOne
  }

  /// If there is no room, forgets the task of this caller's that ended first.
  private func makeRoom(for principal: String?) {
    guard isFull(for: principal) else { return }
    let ended = records.filter { $0.value.isOver && $0.value.principal.isIdentical(to: principal) }
    if let oldest = ended.min(by: { $0.value.updated < $1.value.updated }) { records[oldest.key] = nil }
  }

  /// Drops a task that nobody was told about.
  func forget(_ id: String) { records[id] = nil }

  /// Sets the message that says what a task is doing.
  func note(_ id: String, _ message: String) {
    change(id) { record in
      defer { record.message = message }
      return record.message != message
    }
  }

  /// Asks the client and waits for all answers.
  ///
  /// - Throws: `CancellationError` when the task ends before that.
  func ask(_ id: String, _ questions: [String: InputRequest]) async throws -> [String: JSON] {
    guard let record = records[id], !record.isOver else { throw CancellationError() }
    guard record.usedKeys.isDisjoint(with: questions.keys) else {
      throw RPCError.internal("a task may not ask twice under one key")
    }
    let waiter = UUID()
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        records[id]?.usedKeys.formUnion(questions.keys)
        records[id]?.questions.merge(questions) { $1 }
        records[id]?.waiting[waiter] = Waiter(keys: Set(questions.keys), continuation: continuation)
        records[id]?.status = .input_required
        change(id) { _ in true }
      }
    } onCancel: {
      Task { await self.giveUp(id, waiter) }
    }
  }

  private func giveUp(_ id: String, _ waiter: UUID) {
    guard let waiter = records[id]?.waiting.removeValue(forKey: waiter) else { return }
    waiter.continuation.resume(throwing: CancellationError())
  }

  /// Ends a task with its outcome.
  func finish(_ id: String, _ outcome: Result<JSON, RPCError>) {
    change(id) { record in
      guard !record.isOver else { return false }
      record.outcome = outcome
      if case .success = outcome { record.status = .completed } else { record.status = .failed }
      return true
    }
  }

  // MARK: For the client

  /// The state of a task (`tasks/get`).
  ///
  /// - Throws: `RPCError` -32602 when the caller has no such task.
  func get(_ params: [String: JSON], principal: String?) throws -> [String: JSON] {
    let (id, record) = try find(params, principal)
    return state(id, record)
  }

  /// Takes answers to a task's questions (`tasks/update`).
  ///
  /// - Throws: `RPCError` -32602 when the caller has no such task.
  func update(_ params: [String: JSON], principal: String?) throws {
    let (id, _) = try find(params, principal)
    guard let answers = params["inputResponses"]?.object else {
      throw RPCError.invalidParams("\"inputResponses\" has to be an object")
    }
    change(id) { record in
      guard answers.keys.contains(where: { record.questions[$0] != nil }) else { return false }
      for (key, answer) in answers where record.questions[key] != nil {
        record.questions[key] = nil
        record.answers[key] = answer
      }
      for (waiter, waiting) in record.waiting where waiting.keys.isSubset(of: record.answers.keys) {
        record.waiting[waiter] = nil
        waiting.continuation.resume(returning: record.answers.filter { waiting.keys.contains($0.key) })
      }
      if record.status == .input_required, record.questions.isEmpty { record.status = .working }
      return true
    }
  }

  /// Cancels a task (`tasks/cancel`).
  ///
  /// - Throws: `RPCError` -32602 when the caller has no such task.
  func cancel(_ params: [String: JSON], principal: String?) throws {
    let (id, _) = try find(params, principal)
    change(id) { Self.end(&$0) }
  }

  /// Cancels all tasks.
  func cancelAll() {
    for id in records.keys { change(id) { Self.end(&$0) } }
  }

  /// Whether the caller has such a task.
  func knows(_ id: String, principal: String?) -> Bool {
    records[id].map { $0.principal.isIdentical(to: principal) } ?? false
  }

  // MARK: Helpers

  private func find(_ params: [String: JSON], _ principal: String?) throws -> (String, Record) {
    prune()
    guard let id = params["taskId"]?.string else { throw RPCError.invalidParams("\"taskId\" has to be a string") }
    guard let record = records[id], record.principal.isIdentical(to: principal) else {
      throw RPCError.invalidParams("unknown task: \(id)")
    }
    return (id, record)
  }

  /// Changes a task, and reports that if `body` returns true.
  private func change(_ id: String, _ body: (inout Record) -> Bool) {
    guard var record = records[id], body(&record) else { return }
    record.updated = Date()
    records[id] = record
    let notice = Change.task(id: id, params: state(id, record))
    lastNotice = Task { [lastNotice, changes] in
      await lastNotice?.value
      await changes.publish(notice)
    }
  }

  /// Cancels a task. Returns false when it has already ended.
  @discardableResult
  private static func end(_ record: inout Record) -> Bool {
    guard !record.isOver else { return false }
    record.status = .cancelled
    record.questions = [:]
    for waiter in record.waiting.values { waiter.continuation.resume(throwing: CancellationError()) }
    record.waiting = [:]
    record.cancel()
    return true
  }

  /// Forgets tasks that have been kept long enough.
  private func prune() {
    let limit = Date().addingTimeInterval(-Double(options.taskSeconds))
    for (id, record) in records where record.created < limit {
      if var record = records.removeValue(forKey: id) { Self.end(&record) }
    }
    if records.isEmpty, let beat {
      heartbeat.remove(beat)
      self.beat = nil
    }
  }

  private func state(_ id: String, _ record: Record) -> [String: JSON] {
    var members: [String: JSON] = [
      "taskId": .string(id), "status": .string(record.status.rawValue),
      "createdAt": .string(Clock.timestamp(record.created)), "lastUpdatedAt": .string(Clock.timestamp(record.updated)),
      "ttlMs": .integer(options.taskSeconds * 1000), "pollIntervalMs": .integer(options.taskPollMilliseconds),
    ]
    members[optional: "statusMessage"] = record.message.map(JSON.string)
    if record.status == .input_required { members["inputRequests"] = .object(record.questions.mapValues(\.json)) }
    switch record.outcome {
    case .success(let result)?: members["result"] = result
    case .failure(let error)?: members["error"] = error.json
    case nil: break
    }
    return members
  }
}
