import type { Edit, Mutation } from './mutation.ts'
import { apiLessCaller, newNew, newOld } from './small-tree.ts'

const one = (
  name: string,
  edits: readonly Edit[],
  expect: readonly string[],
  more: Partial<Mutation> = {},
): Mutation => ({
  name,
  commits: [edits],
  expect,
  ...more,
})

const rename = (path: string, inside: string, from: string, to: string, nth: number | 'all' = 1): Edit => ({
  do: 'rename',
  path,
  function: inside,
  from,
  to,
  nth,
})

const within = 'drivers/within.c'
const registered = 'drivers/registered.c'
const kept = 'drivers/kept.c'
const shared = 'drivers/shared.c'
const held = 'drivers/held.c'
const exits = 'drivers/exits.c'
const helpers = 'drivers/helpers.c'

const boxDrop = '\tunpin_user_pages(box->pages, box->count);\n'
const boxUnregister = (body: string): string => `void box_unregister(struct box *box)\n{\n${body}\tbox->count = 0;\n}\n`

const takenByArms = `#include <linux/mm.h>

int arm_take(struct arm *arm, unsigned long where)
{
#ifdef CONFIG_ARM_PINS
	return pin_user_pages_fast(where, 1, FOLL_WRITE, &arm->page);
#else
	return get_user_pages_fast(where, 1, FOLL_WRITE, &arm->page);
#endif
}

void arm_drop(struct arm *arm)
{
	put_page(arm->page);
}
`

/** What a change may do to calls, and what the gate must say of it: written down before the gate was. */
export const smallMutations: readonly Mutation[] = [
  // a new call
  one(
    'a new function takes pages the old way',
    [{ do: 'append', path: 'drivers/plain.c', text: newOld('fresh') }],
    ['error new-unconverted fresh get_user_pages_unlocked'],
  ),
  one(
    'so does a new file',
    [{ do: 'put-file', path: 'drivers/fresh.c', text: newOld('fresh') }],
    ['error new-unconverted fresh get_user_pages_unlocked'],
  ),
  one('a new function takes pages the new way', [{ do: 'append', path: 'drivers/plain.c', text: newNew('fresh') }], []),
  one(
    'an old function takes more pages the old way',
    [
      {
        do: 'insert',
        path: within,
        function: 'poke_new',
        after: 'unpin_user_page',
        text: '\tif (get_user_pages_fast(where + PAGE_SIZE, 1, 0, &page) == 1)\n\t\tput_page(page);\n',
      },
    ],
    ['error new-unconverted poke_new get_user_pages_fast'],
  ),
  one(
    'a copy of an old function is a new one',
    [{ do: 'copy', path: within, function: 'peek_old', as: 'peek_other' }],
    ['error new-unconverted peek_other get_user_pages_fast'],
  ),
  one(
    'a macro hides a new old call',
    [
      {
        do: 'append',
        path: 'include/linux/grab.h',
        text: '#define GRAB_ONE(where, page) get_user_pages_fast((where), 1, 0, (page))\n',
      },
    ],
    ['error new-unconverted GRAB_ONE get_user_pages_fast'],
  ),
  one(
    'a variable hides a new old call',
    [
      {
        do: 'append',
        path: within,
        text: '\nint peek_by(unsigned long where)\n{\n\tint (*take)(unsigned long, int, unsigned int, struct page **) = get_user_pages_fast;\n\tstruct page *page;\n\n\tif (take(where, 1, 0, &page) == 1)\n\t\tput_page(page);\n\treturn 0;\n}\n',
      },
    ],
    ['error new-unconverted peek_by get_user_pages_fast'],
  ),
  one(
    'an old function is put into a table, or handed on, for somebody to call',
    [
      {
        do: 'append',
        path: within,
        text: '\nconst struct takers takers = { .take = get_user_pages_fast };\n\nint peek_with(struct box *box)\n{\n\treturn box_each(box, get_user_pages_unlocked);\n}\n',
      },
    ],
    ['warning to-check drivers/within.c get_user_pages_fast', 'warning to-check peek_with get_user_pages_unlocked'],
  ),
  one(
    'a new wrapper takes pages the old way for whoever calls it',
    [
      {
        do: 'append',
        path: within,
        text: '\nint grab_for(unsigned long where, struct page **pages)\n{\n\treturn get_user_pages_fast(where, 1, FOLL_WRITE, pages);\n}\n',
      },
    ],
    ['error new-unconverted grab_for get_user_pages_fast'],
  ),
  one(
    'a file that names no API drops what another one pins for it with a plain call',
    [{ do: 'put-file', path: 'drivers/lib/caller.c', text: apiLessCaller('\tput_page(page);\n') }],
    [
      'warning to-check lib_pin pin_user_pages_fast',
      'warning to-check lib_pin pin_user_pages_fast',
      'warning to-check lib_unpin unpin_user_page',
    ],
  ),
  one(
    'a file that names no API loses the call that unpins for it',
    [{ do: 'put-file', path: 'drivers/lib/caller.c', text: apiLessCaller('') }],
    ['warning to-check lib_pin pin_user_pages_fast', 'warning to-check lib_unpin unpin_user_page'],
  ),
  one(
    'a file that names no API and calls what pins for it is moved about',
    [
      { do: 'put-file', path: 'drivers/lib/caller.c', text: apiLessCaller('\n\n\tlib_unpin(page);\n') },
      { do: 'rename-file', path: 'drivers/lib/caller.c', to: 'drivers/lib/moved.c' },
    ],
    [],
  ),
  one(
    'Makefiles and Kconfig say nothing of pages',
    [
      { do: 'put-file', path: 'drivers/lib/Makefile', text: 'obj-y += pins.o caller.o\n' },
      { do: 'put-file', path: 'drivers/lib/Kconfig', text: 'config LIB_PINS\n\tbool "get_user_pages"\n' },
    ],
    [],
  ),
  one(
    'a call in a comment or a string is none',
    [
      {
        do: 'append',
        path: within,
        text: '\n/* get_user_pages_fast(a, b, c, d); */\nstatic const char *hint = "get_user_pages_fast(a, b, c, d)";\n',
      },
    ],
    [],
  ),
  one(
    'a new old call in tools is none of the kernel',
    [{ do: 'put-file', path: 'tools/x.c', text: newOld('fresh') }],
    [],
  ),
  one(
    'no pages are taken where NULL is passed for them',
    [
      {
        do: 'append',
        path: within,
        text: '\nint touch(unsigned long where)\n{\n\treturn get_user_pages_fast(where, 1, 0, NULL);\n}\n',
      },
    ],
    [],
  ),
  one(
    'a driver with functions of these names of its own calls those',
    [
      {
        do: 'put-file',
        path: 'drivers/shadow.c',
        text: `static int get_user_pages_fast(unsigned long a, int b, unsigned int c, struct page **d)\n{\n\treturn 0;\n}\n${'int shadow(unsigned long where, struct page **pages)\n{\n\treturn get_user_pages_fast(where, 1, 0, pages);\n}\n'}`,
      },
    ],
    [],
  ),
  // a conversion undone
  one(
    'a conversion is undone, both ends',
    [
      rename(within, 'poke_new', 'pin_user_pages_fast', 'get_user_pages_fast'),
      rename(within, 'poke_new', 'unpin_user_page', 'put_page'),
    ],
    ['error new-unconverted poke_new get_user_pages_fast'],
  ),
  one(
    'only its acquire is undone',
    [rename(within, 'poke_new', 'pin_user_pages_fast', 'get_user_pages_fast')],
    ['error new-mismatched poke_new get_user_pages_fast'],
  ),
  one(
    'only its release is undone',
    [rename(within, 'poke_new', 'unpin_user_page', 'put_page')],
    ['error new-mismatched poke_new put_page'],
  ),
  one(
    'the acquire is undone, its release is in another function',
    [rename(registered, 'box_register', 'pin_user_pages_fast', 'get_user_pages_fast')],
    ['error new-mismatched box_register get_user_pages_fast'],
  ),
  one(
    'the release in another function is undone',
    [
      {
        do: 'rename',
        path: registered,
        function: 'box_unregister',
        from: 'unpin_user_pages',
        to: 'release_pages',
      },
    ],
    ['error new-mismatched box_unregister release_pages'],
  ),
  one(
    'the release of a helper is undone',
    [rename(helpers, 'drop_pages', 'unpin_user_pages', 'release_pages')],
    ['error new-mismatched drop_pages release_pages'],
  ),
  one(
    'the acquire of a helper is undone',
    [rename(helpers, 'grab_pages', 'pin_user_pages_fast', 'get_user_pages_fast')],
    ['error new-mismatched grab_pages get_user_pages_fast'],
  ),
  // a conversion made, whole or half
  one(
    'a conversion',
    [
      rename(within, 'peek_old', 'get_user_pages_fast', 'pin_user_pages_fast'),
      rename(within, 'peek_old', 'put_page', 'unpin_user_page'),
    ],
    [],
    { improved: ['peek_old'] },
  ),
  one(
    'only the acquire is converted',
    [rename(within, 'peek_old', 'get_user_pages_fast', 'pin_user_pages_fast')],
    ['error new-mismatched peek_old pin_user_pages_fast'],
  ),
  one(
    'only the release is converted',
    [rename(within, 'peek_old', 'put_page', 'unpin_user_page')],
    ['error new-mismatched peek_old unpin_user_page'],
  ),
  one(
    'a conversion over two functions',
    [
      rename(held, 'crate_fill', 'get_user_pages_fast', 'pin_user_pages_fast'),
      rename(held, 'crate_empty', 'put_page', 'unpin_user_page'),
    ],
    [],
    { improved: ['crate_fill'] },
  ),
  one(
    'of two functions only the one that takes is converted',
    [rename(held, 'crate_fill', 'get_user_pages_fast', 'pin_user_pages_fast')],
    ['error new-mismatched crate_fill pin_user_pages_fast'],
  ),
  // a release lost
  one(
    'the only release goes',
    [{ do: 'drop', path: within, function: 'poke_new', call: 'unpin_user_page' }],
    ['error lost-release poke_new pin_user_pages_fast'],
  ),
  one(
    'the only release of plain references goes',
    [{ do: 'drop', path: within, function: 'peek_old', call: 'put_page' }],
    ['error lost-release peek_old get_user_pages_fast'],
  ),
  one(
    'the release in another function goes',
    [{ do: 'drop', path: registered, function: 'box_unregister', call: 'unpin_user_pages' }],
    ['warning to-check box_register pin_user_pages_fast'],
  ),
  one(
    'the release goes from one exit of two',
    [{ do: 'drop', path: exits, function: 'send_buffer', call: 'unpin_user_pages' }],
    ['error leaking-exit send_buffer pin_user_pages_fast'],
  ),
  one(
    'a new exit leaves the pages',
    [
      {
        do: 'insert',
        path: exits,
        function: 'send_buffer',
        after: 'port_send',
        text: '\tif (sent < port->least)\n\t\treturn -EIO;\n',
      },
    ],
    ['error leaking-exit send_buffer pin_user_pages_fast'],
  ),
  one(
    'the acquire goes and its release stays',
    [
      {
        do: 'rename',
        path: within,
        function: 'poke_new',
        from: 'pin_user_pages_fast',
        to: 'look_up_page',
      },
    ],
    ['warning to-check poke_new unpin_user_page'],
  ),
  one(
    'a new pin without a release',
    [
      {
        do: 'append',
        path: within,
        text: '\nint hold(struct holder *holder, unsigned long where)\n{\n\treturn pin_user_pages_fast(where, 1, 0, holder->only_here);\n}\n',
      },
    ],
    ['warning to-check hold pin_user_pages_fast'],
  ),
  // flags
  one(
    'FOLL_PIN at a call',
    [rename(within, 'poke_new', 'FOLL_WRITE', 'FOLL_WRITE | FOLL_PIN')],
    ['error flag-at-call poke_new pin_user_pages_fast'],
  ),
  one(
    'FOLL_GET at a call',
    [rename(registered, 'box_register', 'FOLL_LONGTERM', 'FOLL_LONGTERM | FOLL_GET')],
    ['error flag-at-call box_register pin_user_pages_fast'],
  ),
  one(
    'FOLL_LONGTERM goes where the pages are kept',
    [rename(registered, 'box_register', 'FOLL_LONGTERM', 'FOLL_FORCE')],
    ['error longterm-missing box_register pin_user_pages_fast'],
  ),
  // an old call, touched
  one(
    'lines come in front',
    [{ do: 'insert', path: held, function: 'crate_fill', text: '/* More\n * to read.\n */\n' }],
    [],
  ),
  one('an old function is indented anew', [{ do: 'indent', path: within, function: 'peek_old' }], []),
  one(
    'an old function moves to another file',
    [{ do: 'move', path: within, function: 'peek_old', to: 'drivers/moved.c' }],
    [],
  ),
  one(
    'a function gets another name',
    [{ do: 'rename', path: held, from: 'crate_fill', to: 'crate_load', nth: 'all' }],
    [],
  ),
  one('a file gets another name', [{ do: 'rename-file', path: held, to: 'drivers/crates/held.c' }], []),
  one(
    'a file gets another name and is edited',
    [
      { do: 'rename-file', path: held, to: 'drivers/crates/held.c' },
      { do: 'rename', path: 'drivers/crates/held.c', from: 'crate', to: 'basket', nth: 'all' },
      { do: 'rename', path: 'drivers/crates/held.c', from: 'crate_fill', to: 'basket_fill', nth: 'all' },
    ],
    [],
  ),
  one(
    'a variable gets another name',
    [{ do: 'rename', path: within, function: 'peek_old', from: 'page', to: 'taken', nth: 'all' }],
    [],
  ),
  one('an old call asks with other flags', [rename(held, 'crate_fill', 'FOLL_WRITE', 'FOLL_WRITE | FOLL_FORCE')], []),
  one(
    'an old call becomes another old call',
    [
      {
        do: 'rename',
        path: held,
        function: 'crate_fill',
        from: 'get_user_pages_fast',
        to: 'get_user_pages',
      },
    ],
    [],
  ),
  one(
    'an old call goes into a helper that its function calls',
    [
      {
        do: 'rename',
        path: held,
        function: 'crate_fill',
        from: 'get_user_pages_fast',
        to: 'crate_take',
      },
      {
        do: 'insert',
        path: held,
        function: 'crate_empty',
        text: 'static int crate_take(unsigned long from, int n, unsigned int flags, struct page **into)\n{\n\treturn get_user_pages_fast(from, n, flags, into);\n}\n\n',
      },
    ],
    [],
  ),
  one(
    'an old function is split',
    [
      {
        do: 'replace',
        path: within,
        function: 'peek_old',
        text: `static unsigned long look_at(struct page *seen)
{
	void *mapped = kmap_local_page(seen);
	unsigned long value = *(unsigned long *)mapped;

	kunmap_local(mapped);
	return value;
}

static long peek_one(unsigned long address, unsigned long *into)
{
	struct page *seen;
	long got = get_user_pages_fast(address, 1, 0, &seen);

	if (got != 1)
		return got;
	*into = look_at(seen);
	put_page(seen);
	return 0;
}

static int peek_old(unsigned long where, unsigned long *value)
{
	return peek_one(where, value) ? -EFAULT : 0;
}
`,
      },
    ],
    [],
  ),
  one('a driver with old calls goes', [{ do: 'delete-file', path: 'drivers/legacy/legacy.c' }], []),
  one(
    'an old call goes and another one comes elsewhere',
    [
      { do: 'delete-file', path: 'drivers/legacy/legacy.c' },
      { do: 'append', path: 'drivers/plain.c', text: newOld('fresh') },
    ],
    ['error new-unconverted fresh get_user_pages_unlocked'],
  ),
  one(
    'code around calls changes',
    [
      rename(within, 'peek_old', 'EFAULT', 'ENOMEM'),
      rename(registered, 'box_unregister', 'count', 'number', 'all'),
      rename(exits, 'send_buffer', 'EPIPE', 'EIO'),
    ],
    [],
  ),
  // what others of the function or of the file still drop
  one(
    'the release that ends the life of pages goes, those behind errors stay',
    [{ do: 'drop', path: kept, function: 'shelf_unregister', call: 'unpin_user_pages_dirty_lock' }],
    ['warning to-check shelf_register pin_user_pages_fast'],
  ),
  one(
    'it moves into a helper',
    [
      { do: 'rename', path: kept, function: 'shelf_unregister', from: 'shelf_unmap', to: 'shelf_drop' },
      {
        do: 'insert',
        path: kept,
        function: 'shelf_unregister',
        text: 'static void shelf_drop(struct shelf *shelf)\n{\n\tunpin_user_pages(shelf->stacked, shelf->count);\n}\n\n',
      },
      { do: 'drop', path: kept, function: 'shelf_unregister', call: 'unpin_user_pages_dirty_lock' },
    ],
    [],
  ),
  one(
    'a release behind errors goes, that which ends their life stays',
    [
      { do: 'drop', path: kept, function: 'shelf_register', call: 'unpin_user_pages' },
      {
        do: 'insert',
        path: kept,
        function: 'shelf_register',
        after: 'shelf_warn',
        text: '\t\tshelf_unregister(shelf);\n',
      },
    ],
    [],
  ),
  one(
    'a page that is unpinned is put as well',
    [
      {
        do: 'insert',
        path: kept,
        function: 'shelf_unregister',
        after: 'unpin_user_pages_dirty_lock',
        text: '\tput_page(shelf->stacked[0]);\n',
      },
    ],
    ['warning to-check shelf_unregister unpin_user_pages_dirty_lock'],
  ),
  one(
    'a page of another member is put',
    [
      {
        do: 'insert',
        path: kept,
        function: 'shelf_unregister',
        after: 'unpin_user_pages_dirty_lock',
        text: '\tput_page(shelf->label[0]);\n',
      },
    ],
    [],
  ),
  one(
    'a helper that drops for its callers no longer does, and another function still drops',
    [{ do: 'drop', path: shared, function: 'rack_drop', call: 'unpin_user_pages' }],
    ['warning to-check rack_pin pin_user_pages_fast'],
  ),
  one(
    'a release that two acquires share drops plain references now',
    [
      {
        do: 'append',
        path: registered,
        text: '\nint box_refill(struct box *box, unsigned long where, int count)\n{\n\treturn box->count = pin_user_pages_fast(where, count, FOLL_WRITE | FOLL_LONGTERM, box->pages);\n}\n',
      },
      rename(registered, 'box_unregister', 'unpin_user_pages', 'release_pages'),
    ],
    ['error new-mismatched box_unregister release_pages'],
  ),
  one(
    'a function no longer calls the helper that dropped its pages',
    [{ do: 'drop', path: shared, function: 'rack_probe', call: 'rack_drop' }],
    ['warning to-check rack_pin pin_user_pages_fast'],
  ),
  one(
    'it drops them itself',
    [{ do: 'rename', path: shared, function: 'rack_probe', from: 'rack_drop', to: 'unpin_user_pages' }],
    [],
  ),
  one(
    'it no longer takes them either',
    [
      { do: 'drop', path: shared, function: 'rack_probe', call: 'rack_drop' },
      { do: 'rename', path: shared, function: 'rack_probe', from: 'rack_pin', to: 'rack_find' },
    ],
    [],
  ),
  one(
    'it calls another one that may drop them',
    [{ do: 'rename', path: shared, function: 'rack_drop', from: 'unpin_user_pages', to: 'rack_give_back' }],
    [],
  ),
  one(
    'its release moves to its caller',
    [
      { do: 'drop', path: shared, function: 'rack_drop', call: 'unpin_user_pages' },
      {
        do: 'insert',
        path: shared,
        function: 'rack_probe',
        after: 'rack_pin',
        text: '\tunpin_user_pages(pages, count);\n',
      },
    ],
    [],
  ),
  one(
    'it goes with the caller that it was for',
    [
      { do: 'replace', path: shared, function: 'rack_drop', text: '' },
      { do: 'replace', path: shared, function: 'rack_probe', text: '' },
    ],
    [],
  ),
  // a release that is there, and not always
  one(
    'a release stands under a condition that it did not stand under',
    [
      {
        do: 'replace',
        path: registered,
        function: 'box_unregister',
        text: boxUnregister(`\tif (box->dirty)\n\t${boxDrop}`),
      },
    ],
    ['warning to-check box_unregister unpin_user_pages'],
  ),
  one(
    'under one of the preprocessor',
    [
      {
        do: 'replace',
        path: registered,
        function: 'box_unregister',
        text: boxUnregister(`#ifdef CONFIG_BOX_DEBUG\n${boxDrop}#endif\n`),
      },
    ],
    ['warning to-check box_unregister unpin_user_pages'],
  ),
  one(
    'a condition that asks whether there are pages leaves none',
    [
      {
        do: 'replace',
        path: registered,
        function: 'box_unregister',
        text: boxUnregister(`\tif (box->count > 0)\n\t${boxDrop}`),
      },
    ],
    [],
  ),
  one(
    'a release moves to work that is queued',
    [
      {
        do: 'replace',
        path: registered,
        function: 'box_unregister',
        text: `static void box_late(struct work_struct *work)\n{\n\tstruct box *box = container_of(work, struct box, work);\n\n${boxDrop}}\n${boxUnregister('\tINIT_WORK(&box->work, box_late);\n\tschedule_work(&box->work);\n')}`,
      },
    ],
    [],
  ),
  one(
    'another member is dropped than was filled',
    [
      {
        do: 'replace',
        path: registered,
        function: 'box_unregister',
        text: boxUnregister(boxDrop.replace('box->pages', 'box->spare')),
      },
    ],
    ['warning to-check box_register pin_user_pages_fast'],
  ),
  one(
    'another function is set to run at the end of I/O',
    [
      { do: 'rename', path: 'drivers/bios.c', function: 'disk_submit', from: 'disk_end_io', to: 'disk_end_fast' },
      {
        do: 'insert',
        path: 'drivers/bios.c',
        function: 'disk_submit',
        text: 'static void disk_end_fast(struct bio *bio)\n{\n\tbio_put(bio);\n}\n\n',
      },
    ],
    ['warning to-check disk_submit bio_iov_iter_get_pages'],
  ),
  one(
    'pages are taken in two ways by arms, and dropped in one',
    [{ do: 'put-file', path: 'drivers/arms.c', text: takenByArms }],
    ['error new-mismatched arm_take pin_user_pages_fast', 'error new-unconverted arm_take get_user_pages_fast'],
  ),
  one(
    'a way out on an error passes by the release that it led to',
    [
      {
        do: 'insert',
        path: kept,
        function: 'shelf_register',
        after: 'shelf_warn',
        text: '\t\treturn -ENOMEM;\n',
      },
    ],
    ['warning to-check shelf_register pin_user_pages_fast'],
  ),
  one(
    'a new way out on an error stands in front of it',
    [
      {
        do: 'insert',
        path: kept,
        function: 'shelf_register',
        after: 'shelf_map',
        text: '\tif (signal_pending(current))\n\t\treturn -EINTR;\n',
      },
    ],
    ['warning to-check shelf_register pin_user_pages_fast'],
  ),
  one(
    'a new way out stands where nothing is taken',
    [
      {
        do: 'insert',
        path: kept,
        function: 'shelf_register',
        after: 'pin_user_pages_fast',
        text: '\tif (got == 0)\n\t\treturn -EFAULT;\n',
      },
    ],
    [],
  ),
  // over several commits
  {
    name: 'a later commit converts what an earlier one brought',
    commits: [
      [{ do: 'append', path: 'drivers/plain.c', text: newOld('fresh') }],
      [{ do: 'append', path: 'drivers/plain.c', text: '\nint other(void)\n{\n\treturn 0;\n}\n' }],
      [
        rename('drivers/plain.c', 'fresh', 'get_user_pages_unlocked', 'pin_user_pages_unlocked'),
        rename('drivers/plain.c', 'fresh', 'put_page', 'unpin_user_page'),
      ],
    ],
    expect: ['note new-unconverted fresh get_user_pages_unlocked'],
    told: ['fresh: introduced by 1, mended by 3'],
  },
  {
    name: 'a conversion in two steps is mismatched in between',
    commits: [
      [rename(within, 'peek_old', 'get_user_pages_fast', 'pin_user_pages_fast')],
      [rename(within, 'peek_old', 'put_page', 'unpin_user_page')],
    ],
    expect: ['note new-mismatched peek_old pin_user_pages_fast'],
    improved: ['peek_old'],
    told: ['peek_old: introduced by 1, mended by 2'],
  },
  {
    name: 'a new call is moved and renamed by a later commit',
    commits: [
      [{ do: 'append', path: 'drivers/plain.c', text: newOld('fresh') }],
      [{ do: 'rename-file', path: 'drivers/plain.c', to: 'drivers/fancy.c' }],
      [{ do: 'rename', path: 'drivers/fancy.c', from: 'fresh', to: 'stale', nth: 'all' }],
    ],
    expect: ['error new-unconverted stale get_user_pages_unlocked'],
    told: ['stale: introduced by 1'],
  },
  {
    name: 'an old call moves in small steps',
    commits: [
      [{ do: 'move', path: within, function: 'peek_old', to: 'drivers/moved.c' }],
      [{ do: 'rename', path: 'drivers/moved.c', from: 'peek_old', to: 'peer', nth: 'all' }],
      [
        { do: 'rename', path: 'drivers/moved.c', from: 'page', to: 'sheet', nth: 'all' },
        { do: 'rename', path: 'drivers/moved.c', from: 'mapped', to: 'address', nth: 'all' },
      ],
    ],
    expect: [],
  },
  {
    name: 'the second of three commits is named',
    commits: [
      [rename(within, 'peek_old', 'EFAULT', 'ENOMEM')],
      [rename(within, 'poke_new', 'unpin_user_page', 'put_page')],
      [rename(exits, 'send_buffer', 'EPIPE', 'EIO')],
    ],
    expect: ['error new-mismatched poke_new put_page'],
    told: ['poke_new: introduced by 2'],
  },
]
