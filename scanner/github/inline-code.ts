/** Names come from the scanned tree, and must not become Markdown, mentions or comments. */
export const inlineCode = (text: string): string => `\`${text.replace(/[`\p{Cc}]/gu, '?')}\``
