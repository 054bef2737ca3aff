import Dispatch
import Synchronization

/// Work on all processors.
enum Parallel {
  /// What is made of each of some values, in their order. No result may depend on another one.
  static func map<Value: Sendable, Result: Sendable>(
    _ values: [Value], _ work: @escaping @Sendable (Value) -> Result
  ) -> [Result] {
    let results = Mutex<[Int: Result]>([:])
    DispatchQueue.concurrentPerform(iterations: values.count) { place in
      let result = work(values[place])
      results.withLock { $0[place] = result }
    }
    return results.withLock { results in values.indices.compactMap { results[$0] } }
  }
}
