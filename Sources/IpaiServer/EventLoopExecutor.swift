package import NIOCore

/// Runs Swift tasks on event loops, so that a request is read, served and answered on one thread. Whatever waits with its
/// thread in hand belongs elsewhere.
package final class EventLoopExecutor: TaskExecutor {
  private let group: any EventLoopGroup

  package init(_ group: any EventLoopGroup) { self.group = group }

  package func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    // The loop that this thread runs, if it runs one.
    group.any().execute { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
  }
}
