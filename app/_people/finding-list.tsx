import type { Finding } from '#scanner/model/server-acts.ts'

/** What doctor found, what is wrong first. */
export function FindingList({ findings }: { readonly findings: readonly Finding[] }) {
  const sorted = [...findings].sort((one, other) => Number(one.isFine) - Number(other.isFine))
  return (
    <table className="list">
      <caption className="sr-only">What was looked at</caption>
      <thead>
        <tr>
          <th scope="col">Is</th>
          <th scope="col">What</th>
          <th scope="col">Found</th>
        </tr>
      </thead>
      <tbody>
        {sorted.map(({ subject, isFine, sentence }) => (
          <tr key={`${subject} ${sentence}`}>
            <td>{isFine ? <span className="text-muted">fine</span> : <strong className="finding">wrong</strong>}</td>
            <th scope="row">{subject}</th>
            <td className="break-anywhere">{sentence}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
