import { expect, test } from 'vitest'
import { isSourceName } from './source-name.ts'

test('what a build reads as C or C++ is looked at, whatever it is called', () => {
  const names = ['a.c', 'a.h', 'a.c_shipped', 'a.h_shipped', 'a.cc', 'a.cpp', 'a.cxx', 'a.hpp', 'a.inc', 'a.inl']
  expect(names.filter((name) => !isSourceName(name))).toEqual([])
  expect(['a.S', 'a.rs', 'a.c.orig', 'a.txt', 'Makefile.inc.am', 'a.inc.md'].filter(isSourceName)).toEqual([])
})
