import CPlatform

/// Keeps up to 64 MB of memory that is freed for the next use, instead of giving it back to the system:
/// frames take and free the same memory, again and again. To be called before threads start.
public func keepFreedMemory() { hd_keep_freed_memory() }
