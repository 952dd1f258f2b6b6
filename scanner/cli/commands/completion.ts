import { buildCommand } from '@stricli/core'
import type { CliContext } from '../context.ts'
import { writeAll } from '../output.ts'

const shells = ['bash', 'zsh', 'fish'] as const
type Shell = (typeof shells)[number]

/** Each script hands the words typed so far to the hidden `__complete`, so that completion never lags behind the commands. */
const scripts: Readonly<Record<Shell, string>> = {
  bash: `_pinwatch() {
  local IFS=$'\\n'
  COMPREPLY=($(compgen -o default -W "$(pinwatch __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)" -- "\${COMP_WORDS[COMP_CWORD]}"))
}
complete -o default -F _pinwatch pinwatch
`,
  zsh: `#compdef pinwatch
_pinwatch() {
  local -a found
  found=("\${(@f)$(pinwatch __complete "\${words[@]:1:$((CURRENT - 1))}" 2>/dev/null)}")
  if [[ -n "\${found[1]}" ]]; then compadd -- "\${found[@]}"; else _files; fi
}
compdef _pinwatch pinwatch
`,
  fish: `complete -c pinwatch -a '(pinwatch __complete (commandline -opc)[2..] (commandline -ct) 2>/dev/null)'
`,
}

export const completionCommand = buildCommand<Record<never, never>, [Shell], CliContext>({
  docs: {
    brief: 'Print a completion script for a shell',
    fullDescription: [
      'EXAMPLES',
      '    source <(pinwatch completion bash)',
      '    pinwatch completion fish > ~/.config/fish/completions/pinwatch.fish',
    ].join('\n'),
  },
  parameters: {
    positional: {
      kind: 'tuple',
      parameters: [
        {
          parse: (value: string): Shell => {
            const shell = shells.find((name) => name === value)
            if (shell === undefined) throw new SyntaxError(`no script for ${value}: choose ${shells.join(', ')}`)
            return shell
          },
          brief: shells.join(', '),
          placeholder: 'SHELL',
        },
      ],
    },
  },
  async func(_flags, shell) {
    await writeAll(this.process.stdout, [scripts[shell]])
  },
})
