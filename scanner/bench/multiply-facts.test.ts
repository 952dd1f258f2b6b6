import { expect, test } from 'vitest'
import { linkTree } from '#scanner/link/link-tree.ts'
import { apiByName } from '#scanner/model/catalogue/index.ts'
import { linkSources } from '#scanner/testing/scan-source.ts'
import { multiplyFacts } from './multiply-facts.ts'

test('ten copies of a tree have ten times its pairs, none between two copies', () => {
  const tree = linkSources({
    'a.c': 'int take_pages(struct page **pages)\n{\n\treturn pin_user_pages_fast(a, n, 0, pages);\n}\n',
    'b.c': 'static void use(void)\n{\n\ttake_pages(list);\n\tunpin_user_pages(list, n);\n}\n',
  })
  const { sites, pairs } = linkTree(multiplyFacts(tree.files, 10), apiByName)
  const copyOf = (index: number) => sites[index]?.file.path.split('/')[0]
  expect(tree.pairs).toHaveLength(1)
  expect(pairs).toHaveLength(10)
  expect(pairs.filter(({ acquire, release }) => copyOf(acquire) !== copyOf(release))).toEqual([])
})
