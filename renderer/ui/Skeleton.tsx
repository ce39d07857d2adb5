const WIDTHS = ['62%', '84%', '48%', '71%', '56%', '78%']

/** Appears only when loading takes longer than 150 ms. */
export function Skeleton({ label }: { label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {WIDTHS.map((width) => (
        <span key={width} style={{ width }} />
      ))}
    </div>
  )
}
