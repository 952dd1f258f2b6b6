import { z } from 'zod'
import { claimDaysDefault } from '#scanner/model/claim.ts'

/** What an admin decides for the whole server, by the names that the table `setting` has. */
export const settingsSchema = z.strictObject({
  /** A claim without news is given up after so many days. */
  'claim-days': z
    .int('It is a whole number of days.')
    .min(7, 'It is 7 days or more: nobody answers mails within hours.')
    .max(730, 'It is two years or less.'),
  /** Whether pages and answers are for whoever has an account alone. */
  'account-to-read': z.boolean(),
})
export type Settings = z.infer<typeof settingsSchema>
export type SettingName = keyof Settings

export const defaultSettings: Settings = { 'claim-days': claimDaysDefault, 'account-to-read': false }
export const settingNames = Object.keys(defaultSettings) as readonly SettingName[] // the keys of a constant
