/** What a mail of a test has; the rest is made up. */
export interface TestMail {
  readonly id?: string
  readonly subject: string
  readonly from?: string
  readonly date?: string
  readonly answers?: string
  readonly headers?: Readonly<Record<string, string>>
  /** `null` is a small patch; a text is the whole body. */
  readonly body?: string | null
}

/** A patch that adds a file, as a mail's body. */
export const smallPatch = (path = 'a.c'): string =>
  [
    'Why it is done.',
    '',
    'Signed-off-by: A Tester <tester@example.org>',
    '---',
    ` ${path} | 1 +`,
    '',
    `diff --git a/${path} b/${path}`,
    'new file mode 100644',
    'index 000000000000..e69de29bb2d1',
    '--- /dev/null',
    `+++ b/${path}`,
    '@@ -0,0 +1 @@',
    '+int a;',
    '-- ',
    '2.39.5',
    '',
  ].join('\n')

/** A mail as it lies in a file. */
export function writeMail({ id, subject, from, date, answers, headers = {}, body = null }: TestMail): string {
  const lines = [
    `From: ${from ?? 'A Tester <tester@example.org>'}`,
    'To: list@example.org',
    `Subject: ${subject}`,
    `Date: ${date ?? 'Mon, 30 Nov 2026 10:00:00 +0000'}`,
    ...(id === undefined ? [] : [`Message-ID: <${id}>`]),
    ...(answers === undefined ? [] : [`In-Reply-To: <${answers}>`]),
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
  ]
  return `${lines.join('\n')}\n\n${body ?? smallPatch()}`
}

/** Mails as a mailbox of the kind mboxrd. */
export const writeMailbox = (mails: readonly TestMail[]): string =>
  mails
    .map(
      (mail) =>
        `From mboxrd@z Thu Jan  1 00:00:00 1970\n${writeMail(mail).replace(/^(>*From )/gm, (line) => `>${line}`)}\n`,
    )
    .join('')
