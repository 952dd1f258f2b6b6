const harmless =
  /^(?:k|v|kv|kz|kvm)?m?free(?:_\w+)?$|^(?:kfree|kvfree|vfree|kfree_sensitive|kmem_cache_free|free_pages?|pr_\w+|dev_\w+|netdev_\w+|drm_\w+|printk|WARN\w*|BUG\w*|mem(?:set|cpy|move|cmp)\w*|IS_ERR\w*|PTR_ERR\w*|ERR_PTR|page_address|page_to_\w+|pfn_to_\w+|offset_in_\w+|k?unmap\w*|kmap\w*|flush_\w+|copy_\w+|set_page_dirty\w*|folio_mark_dirty\w*|lock_page\w*|unlock_page|folio_lock\w*|folio_unlock|PageReserved|PageAnon|PageHighMem|is_\w+|sizeof|min\w*|max\w*|unlikely|likely|trace_\w+|vmap|vm_map_ram|page_folio|compound_head|nth_page)$/

/** Whether a function that is given an array of pages or a page leaves its references alone, as far as its name tells. */
export function isHarmless(callee: string): boolean {
  return harmless.test(callee)
}
