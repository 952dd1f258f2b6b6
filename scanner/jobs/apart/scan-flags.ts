/**
 * What node is given to scan. The engine waits with collecting until its heap is a multiple of what the last collection left: between two
 * revisions that is garbage of 100 MB each. Here it may grow by two fifths first, and the young generation is 8 MB instead of 16.
 */
export const scanFlags: readonly string[] = ['--heap-growing-percent=40', '--max-semi-space-size=8']

/**
 * glibc's allocator keeps what is free apart for each thread, and learns to keep whatever is larger than 128 kB too: two pools, and what is
 * large goes back to the system, where it is read from git and gone in a moment. Other allocators do not look at it.
 */
export const scanEnvironment = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '262144',
  MALLOC_TRIM_THRESHOLD_: '1048576',
} as const
