import Foundation

@testable import MCP

/// libFuzzer calls this with one input after the other. The variable FUZZ says which function gets them. `make fuzz` builds and runs
/// it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  target(Data(bytes: start, count: count))
  return 0
}

/// The main function of libFuzzer, under the name that the package manager expects of a program.
@_cdecl("mcp_fuzz_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  var count = count
  var arguments = arguments
  return runDriver(&count, &arguments) { start, count in start.map { fuzz($0, count) } ?? 0 }
}

@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<CInt>,
  _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?>,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt
) -> CInt

private let target: @Sendable (Data) -> Void =
  switch ProcessInfo.processInfo.environment["FUZZ"] {
  case "events": events
  case "header": header
  case "lines": lines
  case "schema": schema
  default: message
  }

/// A message that can be read is the same after it has been written and read again.
private func message(_ data: Data) {
  guard let message = try? RPCMessage(parsing: data) else { return }
  let again = try? RPCMessage(parsing: message.encoded)
  precondition(again == message)
}

/// The contents of headers: encoded values can be decoded again, and nothing traps.
private func header(_ data: Data) {
  let text = String(decoding: data, as: UTF8.self)
  _ = HeaderValue.decode(text)
  precondition(HeaderValue.decode(HeaderValue.encode(text)) == text)
  var headers: HTTPHeaders = ["Host": text, "Origin": text, "Accept": text, "Content-Type": text]
  headers.add(text, text)
  _ = OriginPolicy.loopback.fault(headers)
  _ = MediaTypes.accepts(headers, MediaTypes.json, MediaTypes.events)
  _ = MediaTypes.isJSON(headers)
  _ = EventStream.parse(text)
  _ = Cursor.name(text)
  _ = URITemplate(text).match(text)
  _ = try? StateSeal(key: nil, seconds: 1).open(text, for: .init(principal: nil, method: "m", params: [:]), now: 0)
}

/// Lines are the same however the bytes are cut.
private func lines(_ data: Data) {
  var whole = LineSplitter(maxLength: 64)
  var single = LineSplitter(maxLength: 64)
  let all = whole.add(Array(data)[...]) + [whole.rest].compactMap { $0 }
  var cut: [LineReader.Line] = []
  for byte in data { cut += single.add([byte]) }
  cut += [single.rest].compactMap { $0 }
  precondition(all.map(text) == cut.map(text))
}

/// Events are the same however the bytes are cut.
private func events(_ data: Data) {
  var whole = EventParser(maxEvent: 64)
  var single = EventParser(maxEvent: 64)
  let all = Result { try whole.add(data) }
  let cut = Result { try data.reduce(into: []) { $0 += try single.add(Data([$1])) } }
  switch (all, cut) {
  case (.success(let all), .success(let cut)):
    precondition(all == cut && whole.retryMilliseconds == single.retryMilliseconds)
  case (.failure, .failure): break
  default: preconditionFailure("whether an event is too long depends on how the bytes are cut")
  }
}

private func text(_ line: LineReader.Line) -> Data? { if case .complete(let data) = line { data } else { nil } }

/// A schema and a value, in an array. Whatever they are, there is an answer, and always the same one.
private func schema(_ data: Data) {
  guard let pair = (try? JSON(parsing: data))?.array, pair.count == 2, let schema = try? JSONSchema(pair[0]) else {
    return
  }
  precondition(schema.allows(pair[1]) == schema.allows(pair[1]))
}
