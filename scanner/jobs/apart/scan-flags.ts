/** What node is given to scan: a heap that at most doubles before it is collected, a young generation of 4 MB instead of 16, and `gc()` for `collectSooner()`. */
export const scanFlags: readonly string[] = ['--heap-growing-percent=100', '--max-semi-space-size=4', '--expose-gc']

/**
 * glibc's allocator keeps what is free apart for each thread, and learns to keep whatever is larger than 128 kB too: two pools, and what is
 * large goes back to the system, where it is read from git and gone in a moment. Node reads a pipe 64 kB at a time: kept, such buffers leave holes
 * between what stays, 50 MB of them after ten revisions, for the same processor time. Other allocators do not look at it.
 */
export const scanEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '65536',
  MALLOC_TRIM_THRESHOLD_: '1048576',
} as const
