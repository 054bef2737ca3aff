import IpaiCommits
import IpaiCore
import IpaiGit
import IpaiMemory
import IpaiSearch

/// Puts together what is known about the lines of a file: the commits they come from, the conversations about these and about
/// the file, the skills these name, and the commits that are most like the first one.
struct WhyReport {
  private let file: CitedFile
  private let blame: Blame
  private let most: Int
  private let services: Services

  /// Answers about a file with at most `most` of each kind of thing.
  init(_ file: CitedFile, _ blame: Blame, most: Int, in services: Services) {
    self.file = file
    self.blame = blame
    self.most = most
    self.services = services
  }

  /// The answer. Throws `IpaiError` when the database cannot be read.
  func answer() async throws -> WhyAnswer {
    var answer = WhyAnswer(file)
    addCommits(to: &answer)
    if file.isRemoved { answer.notes.append("the work tree lacks the file: these are the lines that HEAD has") }
    if file.isFiltered {
      answer.notes.append(
        "the file goes through a filter of the repository's configuration, which is not run: these are the lines of HEAD"
      )
    }
    guard let indexes = try services.fixedIndexes() else {
      answer.notes += [notIndexed, nothingRemembered]
      return answer
    }
    try await addConversations(to: &answer, services.memoryForReading())
    try await addRelated(to: &answer, indexes)
    return answer
  }

  private func addCommits(to answer: inout WhyAnswer) {
    let counts = LineCounts(blame)
    answer.lines = counts.all
    answer.uncommittedLines = counts.uncommitted
    answer.commitCount = counts.byCommit.count
    let ends = (try? GitRepository(containing: file.repository).shallowBoundary) ?? []
    answer.commits = counts.byCommit.prefix(most).map { id, lines, path in
      let commit = blame.commits[id] ?? Blame.Commit()
      return WhyAnswer.Commit(
        commit: id, subject: commit.subject, author: Person(name: commit.author, email: commit.email),
        authored: Timestamp(seconds: Int64(commit.seconds)), lines: lines, path: path == file.path ? nil : path,
        isBoundary: ObjectID(hex: id).map(ends.contains) == true ? true : nil, conversations: [])
    }
  }

  private func addConversations(to answer: inout WhyAnswer, _ store: any MemoryStore) async throws {
    var finder = ConversationsAbout(store, in: file.repository)
    for index in answer.commits.indices {
      let id = answer.commits[index].commit
      answer.commits[index].conversations = try await finder.conversations(about: .commit, [id], most: most)
    }
    let paths = Set(blame.groups.map(\.path)).union([file.path]).sorted()
    answer.conversations = try await finder.conversations(about: .file, paths, lines: file.lines, most: most)
    let sessions = answer.commits.flatMap(\.conversations) + answer.conversations
    answer.skills = try await SkillsInUse(store, services.skillsIfAny()).skills(of: sessions)
    if sessions.isEmpty, try await isEmpty(store) { answer.notes.append(nothingRemembered) }
  }

  private func isEmpty(_ store: any MemoryStore) async throws -> Bool {
    var isEmpty = true
    _ = try await store.list(ConversationFilter(includesArchived: true), PageRequest(maxResults: 1)) { _ in
      isEmpty = false
    }
    return isEmpty
  }

  /// Adds the commits that are most like the first one, by words: meaning would need the model, which takes longer than blame.
  private func addRelated(to answer: inout WhyAnswer, _ indexes: [any SearchIndex]) async throws {
    guard let first = answer.commits.first else { return }
    var request = SearchRequest(
      query: "", repository: file.repository, maxResults: answer.commits.count + most, mode: .lexical,
      like: first.commit)
    request.folder = file.repository
    do {
      let commits = indexes.first { $0.corpus == CorpusLayout.commits.name }
      let shown = Set(answer.commits.map(\.commit))
      let hits = try await commits?.search(request).hits.filter { !shown.contains($0.id) } ?? []
      answer.related = hits.prefix(most).map { hit in
        WhyAnswer.Related(commit: hit.id, subject: hit.title, date: hit.date, score: hit.score.total)
      }
    } catch let error as IpaiError where error.code == .notFound {
      answer.notes.append(notIndexed)
    }
  }

  private var notIndexed: String {
    let index = "ipai commits index \(ShellWord.quoted(file.repository))"
    return "related commits are missing, since the commits of this repository are not indexed up to these: \(index)"
  }

  private var nothingRemembered: String {
    "no conversation is in memory: ipai memory import --help says how to bring some in"
  }
}
