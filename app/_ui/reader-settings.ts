import { densities, densityCookie } from './densities.ts'
import { themeCookie, themes } from './themes.ts'

/** What a reader may choose of how pages look, kept in the browser alone: the first value is what nobody has to keep. */
export const readerSettings = [
  { name: 'density', label: 'Lines of lists', values: densities, cookie: densityCookie },
  { name: 'theme', label: 'Colours', values: themes, cookie: themeCookie },
] as const
