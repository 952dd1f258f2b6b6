'use client'

import type { GoKey } from './go-keys.ts'
import { ModalDialog } from './modal-dialog.tsx'

const keys = [
  { keys: ['/'], label: 'search' },
  { keys: ['Ctrl', 'K'], label: 'find anything' },
  { keys: ['j'], label: 'next row' },
  { keys: ['k'], label: 'row before' },
  { keys: ['o'], label: 'open the row' },
  { keys: ['x'], label: 'select the row' },
  { keys: ['?'], label: 'these keys' },
  { keys: ['Esc'], label: 'close' },
] as const

interface KeyHelpProps {
  readonly goKeys: readonly GoKey[]
  readonly onClose: () => void
}

/** What the keys do. */
export function KeyHelp({ goKeys, onClose }: KeyHelpProps) {
  return (
    <ModalDialog label="Keys" onClose={onClose}>
      <h2 className="key-help-title">Keys</h2>
      <dl className="key-help">
        {[...keys, ...goKeys.map(({ letter, label }) => ({ keys: ['g', letter], label }))].map(
          ({ keys: pressed, label }) => (
            <div key={pressed.join(' ')}>
              <dt>
                {pressed.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ),
        )}
      </dl>
      <form method="dialog">
        {/* biome-ignore lint/a11y/noAutofocus: a dialog that was asked for takes the focus, and this is all there is to press */}
        <button type="submit" className="button button-small" autoFocus>
          Close
        </button>
      </form>
    </ModalDialog>
  )
}
