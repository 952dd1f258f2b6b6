/** For addresses that no person reads: feeds, pictures. */
export const notFoundText = (): Response =>
  new Response('There is nothing of this name.\n', {
    status: 404,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  })
