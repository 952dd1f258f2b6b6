/**
 * Splits a value that is a valid RFC 822 list of addresses; any other value is one entry, as it stands
 * (`Enrico Weigelt, metux IT consult <info@metux.net>` is no list: its first part is no address).
 *
 * `rfc822_valid`, `rfc822_validlist` and `rfc822_strip_comments` of `scripts/get_maintainer.pl`. Two things differ. The
 * script accepts no character above U+00FF, a check on bytes that lost its meaning when it began to decode its
 * input (6.12 does, 6.1 does not):
 * `Łukasz <a@b>, Jo <c@d>` would be one address `a@b>, Jo <c@d`. And a value beyond `lengthMax` is not taken
 * apart: the grammar backtracks, and no MAINTAINERS has lines that long.
 */
export function splitAddresses(value: string): readonly string[] {
  if (value.length > lengthMax || hasOneAddress(value)) return [value]
  const text = dropComments(value)
  if (validAddress.test(text) || !validList.test(text)) return [value]
  return [...text.matchAll(listedAddress)].flatMap(([, address]) => (address === undefined ? [] : [address]))
}

const lengthMax = 1000

/** Nearly every comma of MAINTAINERS is in a name or a remark: no need of the grammar, which takes 10 ms to compile. */
function hasOneAddress(value: string): boolean {
  return value.indexOf('@') === value.lastIndexOf('@') && value.includes('<') && !value.startsWith(',')
}

const comment = /^((?:[^"\\]|\\.)*(?:"(?:[^"\\]|\\.)*"(?:[^"\\]|\\.)*)*)\((?:[^()\\]|\\.)*\)/s

function dropComments(value: string): string {
  let text = value
  while (comment.test(text)) text = text.replace(comment, '$1 ')
  return text
}

const space = '(?:(?:\\r\\n)?[ \\t])'
const specials = '()<>@,;:\\\\".\\[\\]'
const domainLiteral = `\\[(?:[^\\[\\]\\r\\\\]|\\\\.)*\\]${space}*`
// The script also lists plain blanks inside quotes; the first class has them already, and twice is exponential.
const quotedString = `"(?:[^"\\r\\\\]|\\\\.|\\r\\n[ \\t])*"${space}*`
const atom = `[^${specials} \\x00-\\x1f\\x7f]+(?:${space}+|$|(?=[\\["${specials}]))`
const word = `(?:${atom}|${quotedString})`
const localPart = `${word}(?:\\.${space}*${word})*`
const subDomain = `(?:${atom}|${domainLiteral})`
const domain = `${subDomain}(?:\\.${space}*${subDomain})*`
const addressSpec = `${localPart}@${space}*${domain}`
const phrase = `${word}*`
const route = `(?:@${domain}(?:,@${space}*${domain})*:${space}*)`
const routeAddress = `<${space}*${route}?${addressSpec}>${space}*`
const mailbox = `(?:${addressSpec}|${phrase}${routeAddress})`
const group = `${phrase}:${space}*(?:${mailbox}(?:,\\s*${mailbox})*)?;\\s*`
const address = `${space}*(?:${mailbox}|${group})`

const validAddress = new RegExp(`^${address}$`, 's')
const validList = new RegExp(`^(?:${address})?(?:,(?:${address})?)*$`, 's')
const listedAddress = new RegExp(`(?:^|,${space}*)(${address})`, 'gs')
