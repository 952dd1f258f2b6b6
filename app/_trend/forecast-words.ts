import { formatCount, formatMonth, formatNumber } from '#app/_web/format.ts'
import { futureCount } from './draw-futures.ts'
import { bandShare, type End, type Forecast, type Rate } from './forecast.ts'
import { describeRevision } from './trend-words.ts'

/** The band as a part of a hundred. */
export const bandPercent = Math.round(bandShare * 100)

/** How the numbers come about, in a sentence. */
export const forecastMethod =
  `The rate is by how much what remains has changed over these steps, divided by the days between; the band holds ${bandPercent} % of ` +
  `${formatNumber(futureCount)} futures, each of as many steps drawn from these at random, and going on with steps like those.`

/** The answer, first of all: what stands in bold. */
export function describeEnd(end: End): string {
  return end.middle === null ? 'Not at this rate' : `About ${formatMonth(end.middle)}`
}

/** The band, as the rest of that sentence. */
export function describeBand({ early, middle, late }: End): string {
  if (middle === null)
    return early === null
      ? `nor at any rate of the ${bandPercent} % band`
      : `the best of the ${bandPercent} % band is ${formatMonth(early)}`
  const from = early === null ? 'never' : formatMonth(early)
  return late === null
    ? `from ${from} to not at all, as the ${bandPercent} % band holds standstill too`
    : `${bandPercent} % band: ${from} to ${formatMonth(late)}`
}

/** What the rate is made of. */
export function describeRate({ net, inflow, outflow, other, days }: Rate): string {
  const perYear = (Math.abs(net) * 365.25) / days
  const parts = [
    `${formatNumber(outflow)} converted, gone or exempted`,
    `${formatNumber(inflow)} came in`,
    ...(other === 0 ? [] : [`${formatNumber(Math.abs(other))} ${other > 0 ? 'more' : 'fewer'} otherwise`]),
  ]
  const sign = net > 0 ? `${formatNumber(net)} fewer` : net < 0 ? `${formatNumber(-net)} more` : 'none fewer'
  return `${parts.join(', ')}: ${sign} remain, ${net < 0 ? 'a growth of ' : ''}${perYear.toFixed(perYear < 10 ? 1 : 0)} a year`
}

/** Words that began a sentence, within one: names of months stay as they are. */
export const asClause = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** What the picture shows. */
export function describeForecast(forecast: Extract<Forecast, { readonly kind: 'rate' }>): string {
  const { remaining, last, rate, end } = forecast
  return (
    `${formatCount(remaining, 'acquire')} remain at ${describeRevision(last)}; at the rate since ${describeRevision(rate.since)} ` +
    `none would remain: ${asClause(describeEnd(end))}; ${describeBand(end)}.`
  )
}
