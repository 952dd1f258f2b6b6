'use server'

import { redirect } from 'next/navigation'
import { z } from 'zod'
import type { ActState } from '#app/_people/act-state.ts'
import { mailPath } from '#app/_web/routes.ts'
import { frequencies, type MailKind, mailKinds } from '#scanner/model/telling/mail.ts'
import { runPageAct } from './run-page-act.ts'
import { saveMailSettings } from './save-mail-settings.ts'

/** Sections of the page, in its order: `frequency.0` is what was chosen of the first. Written into the page by us. */
const sectionsSchema = z.array(z.strictObject({ treeId: z.int(), section: z.string().max(1000) })).max(2000)
export type FormSections = z.infer<typeof sectionsSchema>

const frequencySchema = z.enum([...frequencies, 'off'])

export async function saveMailsHere(sections: FormSections, _before: ActState, data: FormData): Promise<ActState> {
  const outcome = await runPageAct(data, (tx, origin) => {
    const address = data.get('address')
    return saveMailSettings(tx, origin, {
      kinds: mailKinds.filter((kind: MailKind) => data.getAll('kind').includes(kind)),
      sections: sectionsSchema.parse(sections).map((section, index) => ({
        ...section,
        frequency: frequencySchema.catch('off').parse(data.get(`frequency.${index}`)),
      })),
      ...(typeof address === 'string' ? { address: address.trim() } : {}),
    })
  })
  if (outcome.kind === 'refused') return outcome.state
  redirect(mailPath({ saved: 1 }))
}
