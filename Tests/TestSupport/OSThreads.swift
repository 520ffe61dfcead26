import Glibc

/// Lets other threads run.
package func yieldThread() { sched_yield() }

/// Which thread this is.
package func currentThread() -> UInt { UInt(pthread_self()) }
