import { useTranslate } from '../state/WorkbenchContext.tsx'
import type { ControlIds } from '../ui/Field.tsx'

interface DateTimeInputProps {
  readonly ids: ControlIds
  /** Milliseconds since 1970 UTC. */
  readonly value: number
  readonly readOnly: boolean
  onChange(value: number | undefined): void
  onDone(): void
}

/** A moment in UTC: the unit beside the field says so. */
export function DateTimeInput({ ids, value, readOnly, onChange, onDone }: DateTimeInputProps) {
  const t = useTranslate()
  return (
    <div className="with-unit">
      <input
        {...ids}
        className="input"
        type="datetime-local"
        step={1}
        value={new Date(value).toISOString().slice(0, 19)}
        readOnly={readOnly}
        onChange={(event) => {
          const millis = Date.parse(`${event.target.value}Z`)
          onChange(Number.isNaN(millis) ? undefined : millis)
        }}
        onBlur={onDone}
      />
      <span className="unit">{t('unit.utc')}</span>
    </div>
  )
}
