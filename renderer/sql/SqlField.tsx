import type { ControlIds } from '../ui/Field.tsx'

export interface SqlFieldProps {
  readonly ids: ControlIds
  /** The node whose form holds the field: completion knows its inputs. */
  readonly flow: string
  readonly node: string
  readonly field: string
  readonly kind: 'query' | 'condition'
  readonly value: string
  readonly placeholder: string | undefined
  readonly readOnly: boolean
  onChange(value: string): void
  /** The field was left: the next edit is a step of its own. */
  onDone(): void
}

export function SqlField({ ids, kind, value, placeholder, readOnly, onChange, onDone }: SqlFieldProps) {
  return (
    <textarea
      {...ids}
      className="input mono"
      rows={kind === 'query' ? 12 : 3}
      spellCheck={false}
      value={value}
      placeholder={placeholder}
      readOnly={readOnly}
      onChange={(event) => onChange(event.target.value)}
      onBlur={onDone}
    />
  )
}
