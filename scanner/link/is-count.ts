/** Whether a type says how many of something there are, and nothing else. */
export function isCount(type: string): boolean {
  return counting.test(type)
}

const counting =
  /^(?:const )?(?:(?:unsigned |signed )?(?:int|long|short)(?: int)?|unsigned|size_t|ssize_t|[us](?:16|32|64)|u?int(?:16|32|64)_t)$/
