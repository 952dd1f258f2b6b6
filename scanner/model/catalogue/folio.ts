import type { Api } from '../api.ts'
import { acquire, argument, during, genericRelease, release } from './define.ts'

export const folioApis: readonly Api[] = [
  /** include/linux/mm.h, mm/gup.c; in 6.12, not in 6.8. */
  acquire('memfd_pin_folios', 'folio-pin', {
    carrier: argument(3, 'folios'),
    class: 'folio',
    partners: ['unpin_folio', 'unpin_folios'],
    window: during('6.12'),
  }),
  /** include/linux/mm.h, mm/gup.c; since 6.5. One more pin on a pinned folio. */
  acquire('folio_add_pin', 'folio-pin', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: ['unpin_user_page', 'unpin_user_folio'],
    window: during('6.5'),
  }),
  /** include/linux/mm.h, mm/gup.c; since 6.14. */
  acquire('folio_add_pins', 'folio-pin', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: ['unpin_user_page', 'unpin_user_folio'],
    window: during('6.14'),
  }),
  /** include/linux/mm.h, mm/gup.c; in 6.12, not in 6.8. One pin. */
  release('unpin_folio', 'folio-pin', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: ['memfd_pin_folios'],
    window: during('6.12'),
  }),
  /** include/linux/mm.h, mm/gup.c; in 6.12, not in 6.8. */
  release('unpin_folios', 'folio-pin', {
    carrier: argument(0, 'folios'),
    class: 'folio',
    partners: ['memfd_pin_folios'],
    window: during('6.12'),
  }),
  /** include/linux/mm.h, inline; since 5.16. Drops a gup reference of a page of the folio too. */
  genericRelease('folio_put', 'folio', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: ['get_user_pages', 'get_user_pages_fast'],
    targets: ['unpin_user_folio', 'unpin_folio', 'unpin_user_page'],
    window: during('5.16'),
  }),
  /** include/linux/mm.h, inline; since 5.17. Drops a gup reference of a page of the folio too. */
  genericRelease('folio_put_refs', 'folio', {
    carrier: argument(0, 'folio'),
    class: 'folio',
    partners: ['get_user_pages', 'get_user_pages_fast'],
    targets: ['unpin_user_folio', 'unpin_folio', 'unpin_user_page'],
    window: during('5.17'),
  }),
  /** include/linux/mm.h, inline; takes a folio_batch since 6.9. Drops a gup reference of a page of the folio too. */
  genericRelease('folios_put', 'folio', {
    carrier: argument(0, 'folios'),
    class: 'folio',
    partners: ['get_user_pages', 'get_user_pages_fast'],
    targets: ['unpin_folios', 'unpin_user_pages'],
    window: during('5.18'),
  }),
  /** include/linux/mm.h, mm/swap.c; in 6.12, not in 6.8. Drops a gup reference of a page of the folio too. */
  genericRelease('folios_put_refs', 'folio', {
    carrier: argument(0, 'folios'),
    class: 'folio',
    partners: ['get_user_pages', 'get_user_pages_fast'],
    targets: ['unpin_folios', 'unpin_user_pages'],
    window: during('6.12'),
  }),
]
