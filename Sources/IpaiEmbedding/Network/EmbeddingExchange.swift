import Foundation
import IpaiCore
import IpaiHTTP

/// One request for embeddings and its answer, as in OpenAI's interface (https://platform.openai.com/docs/api-reference/embeddings).
struct EmbeddingExchange {
  /// Why a request failed, and what may be done about it.
  struct Failure: Error {
    /// What may help.
    enum Remedy: Equatable {
      /// Nothing that is done without the user.
      case none
      /// Another attempt after so many seconds, if the service says how many.
      case later(seconds: Double?)
      /// A request with fewer texts.
      case fewerTexts
    }

    let error: IpaiError
    let remedy: Remedy
  }

  private struct Body: Encodable {
    let model: String
    let input: [String]
    let dimensions: Int?
    let encodingFormat = "float"

    enum CodingKeys: String, CodingKey {
      case model, input, dimensions
      case encodingFormat = "encoding_format"
    }
  }

  private struct Answer: Decodable {
    struct Item: Decodable {
      let index: Int?
      let embedding: [Double]
    }

    let data: [Item]
  }

  private struct Refusal: Decodable {
    struct Details: Decodable {
      let message: String?
      let type: String?
      let code: String?

      enum CodingKeys: CodingKey { case message, type, code }

      /// A service may write its own codes, as numbers too.
      init(from decoder: any Decoder) throws {
        let members = try decoder.container(keyedBy: CodingKeys.self)
        message = try? members.decode(String.self, forKey: .message)
        type = try? members.decode(String.self, forKey: .type)
        code = try? members.decode(String.self, forKey: .code)
      }
    }

    let error: Details
  }

  /// Some services answer with a text alone.
  private struct PlainRefusal: Decodable { let error: String }

  private let service: EmbeddingService
  private let key: Secret?
  private let words: ForeignWords
  /// The most bytes of an answer: 32 embeddings of 4,096 numbers with 25 digits each are 3 MB.
  private static let mostBytes = 1 << 25

  /// Requests to a service with this key.
  init(_ service: EmbeddingService, _ key: Secret?) {
    self.service = service
    self.key = key
    words = ForeignWords(secrets: [key].compactMap { $0 })
  }

  /// The embeddings of texts, as the service gives them. `timeout` is in seconds.
  ///
  /// Throws `Failure`.
  func embed(
    _ texts: [String], over session: HTTPSession, timeout: Int, isCancelled: @escaping () -> Bool
  ) throws(Failure) -> [[Float]] {
    let answer: HTTPSession.Answer
    do throws(HTTPSession.Failure) {
      answer = try session.post(
        address(), headers: headers, body: body(texts), timeout: timeout, mostBytes: Self.mostBytes,
        isDirect: service.address.isLoopback, isCancelled: isCancelled)
    } catch {
      throw Failure(
        error: error.isCancelled ? IpaiError(.interrupted, "interrupted") : unavailable(words.line(error.reason)),
        remedy: error.isTemporary ? .later(seconds: nil) : .none)
    }
    guard answer.status == 200 else { throw refusal(answer, count: texts.count) }
    if let encoding = answer.headers["content-encoding"], encoding.lowercased() != "identity" {
      throw unusable("is compressed, which was not asked for")
    }
    return try embeddings(in: answer.body, count: texts.count)
  }

  private func address() throws(HTTPSession.Failure) -> WebAddress {
    do { return try WebAddress(service.address.text + "/embeddings") } catch {
      throw HTTPSession.Failure(reason: "the address cannot be used")
    }
  }

  private var headers: [(name: String, value: String)] {
    var headers = [("Content-Type", "application/json"), ("Accept", "application/json")]
    if let key { headers.append(("Authorization", "Bearer " + key.reveal())) }
    return headers
  }

  private func body(_ texts: [String]) throws(HTTPSession.Failure) -> Data {
    do {
      return try JSONEncoder().encode(
        Body(model: service.model, input: texts, dimensions: service.wantedDimensions))
    } catch {
      throw HTTPSession.Failure(reason: "the request cannot be written as JSON")
    }
  }

  // MARK: Answers

  private func embeddings(in body: Data, count: Int) throws(Failure) -> [[Float]] {
    let answer: Answer
    do { answer = try JSONDecoder().decode(Answer.self, from: body) } catch {
      throw unusable("is not a list of embeddings")
    }
    guard answer.data.count == count else {
      throw unusable("has \(Count.text(answer.data.count, "embedding")) for \(Count.text(count, "text"))")
    }
    var embeddings = [[Float]](repeating: [], count: count)
    for (place, item) in answer.data.enumerated() {
      let index = item.index ?? place
      guard embeddings.indices.contains(index), embeddings[index].isEmpty else {
        throw unusable("does not have one embedding for each text")
      }
      embeddings[index] = item.embedding.map { Float($0) }
    }
    guard embeddings.allSatisfy({ $0.allSatisfy(\.isFinite) }) else { throw unusable("has values that are no numbers") }
    guard !embeddings.contains(where: { $0.allSatisfy { $0 == 0 } }) else {
      throw unusable("has an embedding without any direction: all its numbers are 0")
    }
    return embeddings
  }

  /// An answer that is wrong in itself; another attempt would hardly be better.
  func unusable(_ what: String) -> Failure {
    Failure(
      error: IpaiError(
        .unavailable, "the answer of the embedder at \(service.address.text) \(what)",
        hint: "check that the address and the model '\(service.model)' are those of a service for embeddings"),
      remedy: .none)
  }

  /// The error of a service that cannot be used at the moment.
  func unavailable(_ reason: String) -> IpaiError {
    IpaiError(.unavailable, "the embedder at \(service.address.text) cannot be used now: \(reason)")
  }

  /// What a status other than 200 means.
  private func refusal(_ answer: HTTPSession.Answer, count: Int) -> Failure {
    let details = (try? JSONDecoder().decode(Refusal.self, from: answer.body))?.error
    let plain = (try? JSONDecoder().decode(PlainRefusal.self, from: answer.body))?.error
    let said = (details?.message ?? plain).map { ": " + words.line($0, most: 200) } ?? ""
    switch answer.status {
    case 401, 403:
      // Its message may repeat a part of the key.
      return Failure(error: denied(answer.status), remedy: .none)
    case 413 where count > 1, 422 where count > 1:
      return Failure(error: unavailable("status \(answer.status)\(said)"), remedy: .fewerTexts)
    case 429 where [details?.type, details?.code].contains("insufficient_quota"):
      return Failure(error: unavailable("the account has no quota left\(said)"), remedy: .none)
    case 408, 425, 429, 500...599:
      let wait = answer.headers["retry-after"].flatMap(RetryAfter.seconds)
      return Failure(
        error: unavailable("it answers with status \(answer.status)\(said)"), remedy: .later(seconds: wait))
    case 300..<400:
      return Failure(
        error: unavailable("status \(answer.status) points to another address; name that one"), remedy: .none)
    default:
      return Failure(
        error: IpaiError(
          .unavailable,
          "the embedder at \(service.address.text) refuses the request with status \(answer.status)\(said)",
          hint: "check the address, the name of the model and the number of dimensions"), remedy: .none)
    }
  }

  private func denied(_ status: Int) -> IpaiError {
    guard let variable = service.keyVariable else {
      return IpaiError(
        .denied, "the embedder at \(service.address.text) asks for a key (status \(status))",
        hint: "name the environment variable that has it: --key-env VARIABLE")
    }
    return IpaiError(
      .denied, "the embedder at \(service.address.text) refuses the key in \(variable) (status \(status))",
      hint: "check the value of \(variable)")
  }
}
