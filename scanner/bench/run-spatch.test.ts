import { expect, test } from 'vitest'
import { spatchRule } from './run-spatch.ts'

test('the rule matches a call of any of the names', () => {
  expect(spatchRule(['get_user_pages', 'put_page'])).toBe(
    '@@\nidentifier api = {get_user_pages, put_page};\n@@\n* api(...)\n',
  )
})
