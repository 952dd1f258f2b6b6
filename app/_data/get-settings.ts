import type { Transaction } from '#prisma/client.ts'
import { defaultSettings, type Settings, settingsSchema } from './settings.ts'

/** What is decided, and what holds where nothing is. A value that this version cannot read, as of a later one, counts as none. */
export async function getSettings(database: Transaction): Promise<Settings> {
  const rows = await database.setting.findMany({ select: { name: true, value: true } })
  const known = rows.filter(({ name, value }) => {
    const schema = name in defaultSettings ? settingsSchema.shape[name as keyof Settings] : null // it is one of its keys
    return schema?.safeParse(value).success === true
  })
  return settingsSchema.parse({
    ...defaultSettings,
    ...Object.fromEntries(known.map(({ name, value }) => [name, value])),
  })
}
