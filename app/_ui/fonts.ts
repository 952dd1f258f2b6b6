import localFont from 'next/font/local'

/**
 * The letters of pages, from the package `geist`. Its own settings exchange letters while one reads, which moves what stands below: a page
 * that has them in time shows them from the start, any other keeps what the system has.
 */
export const sans = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-sans/Geist-Variable.woff2',
  variable: '--font-geist-sans',
  weight: '100 900',
  display: 'optional',
})

export const mono = localFont({
  src: '../../node_modules/geist/dist/fonts/geist-mono/GeistMono-Variable.woff2',
  variable: '--font-geist-mono',
  weight: '100 900',
  display: 'optional',
  adjustFontFallback: false,
  fallback: ['ui-monospace', 'Menlo', 'Liberation Mono', 'DejaVu Sans Mono', 'monospace'],
})
