import { Prisma } from '#prisma/prisma-of-process.ts'
import { parsePathGlob } from '#scanner/model/parse-glob.ts'

/**
 * Whether `path` is the file, lies below the directory or fits the glob, as `pinwatch sites --path` would have it.
 * A glob goes to Postgres as a regular expression: its matcher takes no exponential time, whatever somebody types.
 */
export function pathCondition(path: Prisma.Sql, pattern: string): Prisma.Sql {
  const exact = Prisma.sql`${path} = ${pattern} or starts_with(${path}, ${`${pattern}/`})`
  if (!/[*?[\]{}!\\]/.test(pattern)) return Prisma.sql`(${exact})`
  const glob = parsePathGlob(pattern)
  // whoever parsed the address has told: such a pattern never gets here
  if (glob.kind === 'wrong') throw new Error(`the path ${JSON.stringify(pattern)} ${glob.problem}`)
  // the first three characters say: an advanced expression, whatever stands at its start
  const fits = Prisma.sql`${path} ~ ${`***:${glob.source}`}`
  return glob.negated ? Prisma.sql`(${exact} or not ${fits})` : Prisma.sql`(${exact} or ${fits})`
}
