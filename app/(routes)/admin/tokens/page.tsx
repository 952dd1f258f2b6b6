import type { Metadata } from 'next'
import { getDatabase } from '#app/_data/database.ts'
import { listTokens } from '#app/_people/queries/list-tokens.ts'
import { openAdmin } from '#app/_people/queries/open-admin.ts'
import { TokenList } from '#app/_people/token-list.tsx'
import { AdminPage } from '../admin-page.tsx'

export const metadata: Metadata = { title: 'Tokens' }

export default async function TokensPage() {
  await openAdmin('manage tokens')
  return (
    <AdminPage
      title="Tokens"
      lead="Keys of programs, and for whom each acts. Whoever made one saw it once; it can only be revoked. The one that pinwatch token prints is kept on this machine, not here."
    >
      <TokenList tokens={await listTokens(getDatabase(), 'all')} page="all" />
    </AdminPage>
  )
}
