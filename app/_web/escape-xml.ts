const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Text for an element or an attribute of XML. Characters that XML cannot have at all become a sign that says so. */
export const escapeXml = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Surrogate}\ufffe\uffff]/gu, (character) => (/[\t\n\r]/.test(character) ? character : '\ufffd'))
    .replace(/[&<>"']/g, (character) => escapes[character] ?? '')
