import IpaiCore
import Synchronization

/// The configuration that work goes by. A server may read it anew; work that has begun may see both.
final class ConfigurationInForce: Sendable {
  private let state: Mutex<IpaiCore.Configuration>

  /// Begins with `configuration`.
  init(_ configuration: IpaiCore.Configuration) { state = Mutex(configuration) }

  /// The configuration at this moment.
  var value: IpaiCore.Configuration {
    get { state.withLock { $0 } }
    set { state.withLock { $0 = newValue } }
  }
}
