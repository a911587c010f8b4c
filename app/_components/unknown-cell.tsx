/** A figure nobody knows; `why` in words. */
export function UnknownCell({ why }: { why?: string }) {
  return (
    <td className="unknown" title={why}>
      —
    </td>
  )
}
