/** Page of a check; `null` where nobody says by what address the pages are reached. */
export const checkPageUrl = (publicUrl: string | null, slug: string, id: number): string | null =>
  publicUrl === null ? null : `${publicUrl}/${slug}/checks/${id}`
