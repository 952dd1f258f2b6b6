/** 45 bytes are 60 characters of base64, and the frame around them has 12. */
const wordBytesMax = 45

/** RFC 2047: words of at most 75 characters, each whole in itself and on a line of its own, where a text is more than visible ASCII. */
export function encodeHeader(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  const words: string[] = []
  let word = ''
  let bytes = 0
  for (const character of text) {
    const size = new TextEncoder().encode(character).length
    if (bytes + size > wordBytesMax) {
      words.push(word)
      word = ''
      bytes = 0
    }
    word += character
    bytes += size
  }
  return [...words, word].map((part) => `=?UTF-8?B?${toBase64(part)}?=`).join('\n ')
}

const toBase64 = (text: string): string =>
  btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
