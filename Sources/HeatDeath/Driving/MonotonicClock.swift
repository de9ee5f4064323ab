/// Nanoseconds on a clock that never goes back, from an arbitrary origin.
public typealias MonotonicClock = @Sendable () -> UInt64
