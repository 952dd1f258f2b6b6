import { readyApiPath } from './routes.ts'

/** Seconds after which to try again. */
export const retryAfterSeconds = 5

/** Why there are no pages: the database does not answer, or has not the tables of this version. */
export type Unavailability = 'away' | 'outdated'

export const unavailableTitles: Readonly<Record<Unavailability, string>> = {
  away: 'The database does not answer',
  outdated: 'The database is of an older version',
}

const explanations: Readonly<Record<Unavailability, string>> = {
  away: `<p>Pinwatch runs, but its database cannot be reached, so there is nothing it could show. Nothing is lost: what was published is
whole, and a scan that was interrupted begins again.</p>
<p>If you run this Pinwatch: see that the terminal with <code>npm start</code> is still open, and start it again if not. With a
database of your own, see that it runs, that <code>DATABASE_URL</code> is right, and that <code>npx pinwatch worker</code>, which sets
it up, has been started once.</p>`,
  outdated: `<p>Pinwatch was updated, and its database was not yet: it has not the tables that these pages read. Nothing is lost.</p>
<p>If you run this Pinwatch: start <code>npx pinwatch worker</code> or <code>npm start</code> of this very version once, which bring the
database up to date.</p>`,
}

/** The whole page for when the database is away: needs nothing but itself, and makes room for the page that was asked for when that can be made. */
export const unavailablePage = (nonce: string, why: Unavailability): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${unavailableTitles[why]} · Pinwatch</title>
<style nonce="${nonce}">
:root { color-scheme: light dark; font: 1rem/1.55 ui-sans-serif, system-ui, sans-serif; background: Canvas; color: CanvasText }
body { max-width: 40rem; margin: 12vh auto; padding: 0 1rem }
h1 { font-size: 1.25rem }
code { font-family: ui-monospace, monospace; font-size: .92em }
</style>
</head>
<body>
<main>
<h1>${unavailableTitles[why]}</h1>
${explanations[why]}
<p><a href="">Try again</a>; the page also comes back by itself when the database does.</p>
</main>
<script nonce="${nonce}">
setInterval(async () => {
  const answer = await fetch('${readyApiPath()}').catch(() => null)
  if (answer !== null && answer.ok) location.reload()
}, ${retryAfterSeconds * 1000})
</script>
</body>
</html>
`
