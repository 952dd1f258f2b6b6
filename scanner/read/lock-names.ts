/** What takes a lock under which nobody may sleep, or forbids sleeping otherwise, and what ends that; by their names. */
const opening =
  /^(?:_?_?raw_)?(?:spin|read|write)_lock(?:_bh|_irq|_irqsave|_nested|_irqsave_nested)?$|^(?:(?:scoped_)?guard|rcu_read_lock(?:_bh|_sched)?|bit_spin_lock|hlist_bl_lock|local_irq_(?:save|disable)|local_bh_disable|preempt_disable|kmap_atomic|get_cpu|write_seqlock(?:_bh|_irq|_irqsave)?)$/
const closing =
  /^(?:_?_?raw_)?(?:spin|read|write)_unlock(?:_bh|_irq|_irqrestore)?$|^(?:unguard|rcu_read_unlock(?:_bh|_sched)?|bit_spin_unlock|hlist_bl_unlock|local_irq_(?:restore|enable)|local_bh_enable|preempt_enable|kunmap_atomic|put_cpu|write_sequnlock(?:_bh|_irq|_irqrestore)?)$/

/** `guard(spinlock)(&x->lock)`: guards of cleanup.h and spinlock.h that forbid sleeping. */
const atomicGuard =
  /^(?:raw_)?spinlock(?:_irq|_irqsave|_bh|_nested)?$|^(?:read|write)_lock(?:_irq|_irqsave)?$|^(?:rcu|preempt|irq|irqsave|local_bh)$/

/** Those that are told by their argument; the others count for the whole processor. */
const named = /guard|spin|read_(?:un)?lock|write_/

/** What a call of that name takes, as a key that its counterpart gives back; `null` if it takes nothing. */
export function openedLock(callee: string, argument: string): string | null {
  return opening.test(callee) ? lockKey(callee, argument) : null
}

export function closedLock(callee: string, argument: string): string | null {
  return closing.test(callee) ? lockKey(callee, argument) : null
}

export function isAtomicGuard(name: string): boolean {
  return atomicGuard.test(name)
}

export function isLockName(callee: string): boolean {
  return opening.test(callee)
}

function lockKey(callee: string, argument: string): string {
  if (named.test(callee) && !callee.startsWith('rcu')) return argument
  return callee
    .replace(/_(?:save|restore|disable|enable)$/, '')
    .replace('unlock', 'lock')
    .replace(/^(?:get|put)_cpu$/, 'cpu')
    .replace('kunmap', 'kmap')
}
