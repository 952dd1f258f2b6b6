import { loadDemo } from '#app/_scans/actions/add-tree.ts'
import { CommandList } from '#app/_ui/command-list.tsx'
import { SubmitButton } from '#app/_ui/submit-button.tsx'
import { AddTreeForm } from './add-tree-form.tsx'
import { mayAddHere } from './may-add-here.ts'

const commands = [
  { command: 'npx pinwatch scan --repo ~/linux', does: 'scans HEAD of a tree into this database' },
  { command: "npx pinwatch scan --repo ~/linux --tags 'v6.*'", does: 'scans every release that fits' },
  { command: 'npm start -- --demo', does: 'starts with the demo' },
  { command: 'npx pinwatch sites --repo ~/linux', does: 'prints the sites, without a database' },
]

/** Ways to get a tree in: the form where that is allowed, commands in any case. */
export async function AddTree() {
  const mayAdd = await mayAddHere()
  return (
    <div className="columns">
      <div>
        {mayAdd ? (
          <>
            <AddTreeForm />
            <form action={loadDemo} className="mt-6 border-line border-t pt-5">
              <p className="mb-2">
                No kernel at hand? The demo is a small synthetic one with twelve releases, made here in a few seconds.
              </p>
              <SubmitButton pending="Asking for the demo …">Load the demo</SubmitButton>
            </form>
          </>
        ) : (
          <p>
            Trees are added by an admin, or with a command on the machine that Pinwatch runs on. On that machine itself
            nobody needs to sign in: ask under its own name, such as 127.0.0.1.
          </p>
        )}
      </div>
      <div>
        <h2 className="mb-2">{mayAdd ? 'The same on the command line' : 'On the command line'}</h2>
        <CommandList commands={commands} />
      </div>
    </div>
  )
}
