import { Button } from './Button.tsx'

interface ProgressProps {
  readonly label: string
  /** 0 to 1; undefined when the end is not known. */
  readonly share: number | undefined
  readonly cancelLabel: string
  onCancel(): void
}

export function Progress({ label, share, cancelLabel, onCancel }: ProgressProps) {
  return (
    <div className="progress">
      <span>{label}</span>
      <div
        className="progress-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      >
        <span style={{ width: `${(share ?? 0) * 100}%` }} />
      </div>
      <Button onClick={onCancel}>{cancelLabel}</Button>
    </div>
  )
}
