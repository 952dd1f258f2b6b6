import type { Api } from '../api.ts'
import { acquire, argument, during, flagsAt, release } from './define.ts'

export const frameVectorApis: readonly Api[] = [
  /** include/linux/mm.h, mm/frame_vector.c up to 5.10; include/media/frame_vector.h, drivers/media/common/videobuf2/ since. Pins inside since 5.8 (55a650c35fea). */
  acquire('get_vaddr_frames', 'frame-vector', {
    carrier: argument(3, 'vec'),
    class: 'page-array',
    partners: ['put_vaddr_frames'],
    window: during('4.3'),
    flags: flagsAt(2),
  }),
  /** The same files. Unpins inside since 5.8. */
  release('put_vaddr_frames', 'frame-vector', {
    carrier: argument(0, 'vec'),
    class: 'page-array',
    partners: ['get_vaddr_frames'],
    window: during('4.3'),
  }),
]
