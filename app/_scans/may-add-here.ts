import { headers } from 'next/headers'
import { mayAddTrees } from './may-add-trees.ts'

/** Whether the request at hand may add a tree. */
export async function mayAddHere(): Promise<boolean> {
  return mayAddTrees(process.env.HOST || '127.0.0.1', (await headers()).get('host'))
}
