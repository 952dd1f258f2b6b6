interface OwnerFieldsProps {
  readonly path: string | null
  readonly subsystem: string | null
  readonly maintainer: string | null
  /** Titles of sections, offered as one types. */
  readonly subsystems: readonly string[]
}

/** Fields that narrow a list to whose sites they are: by path, section and person. */
export function OwnerFields({ path, subsystem, maintainer, subsystems }: OwnerFieldsProps) {
  return (
    <>
      <label>
        Path
        <input name="path" defaultValue={path ?? ''} placeholder="drivers/media, *.h, fs/**" maxLength={200} />
      </label>
      <label>
        Subsystem
        <input
          name="subsystem"
          list="subsystem-titles"
          defaultValue={subsystem ?? ''}
          placeholder="section of MAINTAINERS"
          maxLength={200}
        />
      </label>
      <datalist id="subsystem-titles">
        {subsystems.map((title) => (
          <option key={title} value={title} />
        ))}
      </datalist>
      <label>
        Maintainer or reviewer
        <input name="maintainer" defaultValue={maintainer ?? ''} placeholder="mail address" maxLength={200} />
      </label>
    </>
  )
}
