import { buildCommand } from '@stricli/core'
import { parseEnvironment } from '#scanner/environment.ts'
import type { CliContext } from '../context.ts'
import { ensureLocalToken, replaceLocalToken } from '../local-token.ts'
import { writeAll } from '../output.ts'
import { UsageError } from '../usage-error.ts'

export const tokenCommand = buildCommand<{ readonly new: boolean }, [], CliContext>({
  docs: {
    brief: "Print the single user's token, for programs that change something",
    fullDescription: [
      'Prints the token of single-user mode, the same each time, and makes it at the first call. It lies in PINWATCH_HOME,',
      'where only you can read it, and is worth something on this machine alone. Where people sign in, each makes tokens of',
      'their own on their page.',
      '',
      'EXAMPLES',
      '    curl -H "Authorization: Bearer $(pinwatch token)" -H "Content-Type: application/json" \\',
      '      -d \'{"filter":{"path":"drivers/media","status":"unconverted"}}\' http://127.0.0.1:3000/api/v1/trees/linux/claims',
      '  Make a new one; the one before is worth nothing any more:',
      '    pinwatch token --new',
    ].join('\n'),
  },
  parameters: {
    flags: {
      new: { kind: 'boolean', default: false, withNegated: false, brief: 'Make a new one in its place' },
    },
  },
  async func(flags) {
    const { home } = parseEnvironment(this.process.env, this.root, ['PINWATCH_HOME'])
    try {
      const token = flags.new ? replaceLocalToken(home) : ensureLocalToken(home)
      await writeAll(this.process.stdout, [`${token}\n`])
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error
      throw new UsageError(`the token in ${home} cannot be read or written: ${error.message}. See PINWATCH_HOME.`)
    }
  },
})
