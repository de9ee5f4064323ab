import CPlatform

/// The system's monotonic clock (CLOCK_MONOTONIC).
@Sendable public func systemMonotonicClock() -> UInt64 { UInt64(hd_monotonic_nanoseconds()) }
