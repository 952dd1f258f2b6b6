import { ackedBy, edit, link, reviewedBy, section, write } from '../changes.ts'
import { pinFast, pinUnlocked } from '../conversions.ts'
import { mailbox, people } from '../people.ts'
import { cadenza, usermap } from '../sources/sound.ts'
import type { Chapter } from '../story.ts'

const { ferrante, lindqvist, novak } = people

const tidied = cadenza.slice(cadenza.indexOf('\tif (got < 0) {'), cadenza.indexOf('free:')).replaceAll('\t    ', '\t\t')
const untidy = cadenza.slice(cadenza.indexOf('\tif (got < 0) {'), cadenza.indexOf('\trelease_pages'))

export const sound: Chapter = [
  {
    in: 'v5.1',
    by: ferrante,
    subject: 'ALSA: buffers of the application, and Cadenza 9 cards',
    body: 'For applications that cannot mmap() a buffer of the driver.',
    changes: [
      write('sound/core/pcm_usermap.c', usermap),
      write('sound/pci/cadenza/cadenza_sample.c', cadenza),
      section('SOUND', `M: ${mailbox(lindqvist)}`, 'L: alsa-devel@example.org', 'S: Maintained', 'F: sound/'),
      section(
        'SOUND - CADENZA 9',
        `M: ${mailbox(ferrante)}`,
        'L: alsa-devel@example.org',
        'S: Odd Fixes',
        'F: sound/pci/cadenza/',
      ),
    ],
  },
  {
    in: 'v5.10',
    by: lindqvist,
    subject: 'ALSA: pcm: pin the buffers of the application',
    body: 'The card writes captured samples at its own pace.',
    trailers: [reviewedBy(novak), link('pcm-1')],
    changes: [
      edit(
        'sound/core/pcm_usermap.c',
        pinFast,
        [
          '\tfor (i = 0; i < map->count; i++) {\n\t\tset_page_dirty_lock(map->pages[i]);\n\t\tput_page(map->pages[i]);\n\t}\n',
          '\tunpin_user_pages_dirty_lock(map->pages, map->count, true);\n',
        ],
        ['\tunsigned int i;\n\n\tvunmap', '\tvunmap'],
      ),
    ],
  },
  {
    in: 'v5.19',
    by: lindqvist,
    subject: 'ALSA: cadenza: indent with tabs',
    body: 'No functional change.',
    changes: [edit('sound/pci/cadenza/cadenza_sample.c', [untidy, untidy.replaceAll('\t    ', '\t\t')])],
  },
  {
    in: 'v6.3',
    by: ferrante,
    subject: 'ALSA: cadenza: convert to pin_user_pages_unlocked()',
    body: 'Found on the list of drivers that are left.',
    trailers: [ackedBy(lindqvist), link('cadenza-1')],
    changes: [
      edit('sound/pci/cadenza/cadenza_sample.c', pinUnlocked, [
        tidied,
        tidied.replace('release_pages(pages, got)', 'unpin_user_pages_dirty_lock(pages, got, chip->reads_back)'),
      ]),
    ],
  },
]
