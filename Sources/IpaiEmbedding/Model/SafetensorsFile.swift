import Foundation
import IpaiCore

/// The tensors of a `.safetensors` file (huggingface/safetensors, "Format"): eight bytes of length, a JSON header, data.
struct SafetensorsFile {
  private let bytes: Data
  private let dataStart: Int
  private let tensors: [String: Tensor]

  private struct Tensor: Decodable {
    let dtype: String
    let shape: [Int]
    let offsets: [Int]

    enum CodingKeys: String, CodingKey {
      case dtype, shape
      case offsets = "data_offsets"
    }
  }

  /// A value of the header: a tensor or, for one key, a table of notes.
  private enum Entry: Decodable {
    case tensor(Tensor)
    case other

    init(from decoder: any Decoder) throws { self = (try? Tensor(from: decoder)).map { .tensor($0) } ?? .other }
  }

  private static let longestHeader = 100 << 20

  /// Reads the header of a file. Throws `IpaiError(.unavailable)` for a file of another kind or one that was cut off.
  init(_ bytes: Data) throws {
    func broken(_ what: String) -> IpaiError { IpaiError(.unavailable, "the weights cannot be read: \(what)") }
    guard bytes.count > 8 else { throw broken("they are \(bytes.count) bytes long") }
    let length = bytes.prefix(8).withUnsafeBytes { UInt64(littleEndian: $0.loadUnaligned(as: UInt64.self)) }
    guard length <= UInt64(Self.longestHeader), length <= UInt64(bytes.count - 8) else {
      throw broken("their header is said to have \(length) bytes")
    }
    dataStart = 8 + Int(length)
    let header = bytes.subdata(in: (bytes.startIndex + 8)..<(bytes.startIndex + dataStart))
    do {
      let entries = try JSONDecoder().decode([String: Entry].self, from: header)
      tensors = entries.compactMapValues { if case .tensor(let tensor) = $0 { tensor } else { nil } }
    } catch { throw broken("their header is no JSON object of tensors") }
    self.bytes = bytes
  }

  /// The numbers of the tensor `name`, row by row. Throws `IpaiError(.unavailable)` when it is missing or of another type or
  /// shape.
  func floats(_ name: String, _ shape: [Int]) throws -> [Float] {
    // Some models were saved as a part of a larger one.
    guard let tensor = tensors[name] ?? tensors["bert." + name] else {
      throw IpaiError(.unavailable, "the weights have no tensor '\(name)'")
    }
    guard tensor.dtype == "F32", tensor.shape == shape else {
      throw IpaiError(
        .unavailable,
        "the tensor '\(name)' is \(tensor.dtype) \(tensor.shape) instead of F32 \(shape)")
    }
    let count = shape.reduce(1, *)
    let room = bytes.count - dataStart
    guard tensor.offsets.count == 2, let start = tensor.offsets.first, 4 * count <= room,
      (0...(room - 4 * count)).contains(start), tensor.offsets[1] == start + 4 * count
    else { throw IpaiError(.unavailable, "the tensor '\(name)' lies outside of the weights: they are cut off") }
    return [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
      let first = bytes.startIndex + dataStart + start
      bytes.copyBytes(to: UnsafeMutableRawBufferPointer(buffer), from: first..<(first + 4 * count))
      initialized = count
    }
  }
}
