interface CommandListProps {
  readonly commands: readonly { readonly command: string; readonly does: string }[]
}

/** Commands to copy, each with what it does. */
export function CommandList({ commands }: CommandListProps) {
  return (
    <dl className="commands">
      {commands.map(({ command, does }) => (
        <div key={command}>
          <dt>
            <code>{command}</code>
          </dt>
          <dd>{does}</dd>
        </div>
      ))}
    </dl>
  )
}
