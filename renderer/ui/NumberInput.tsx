import { useState } from 'react'
import type { ControlIds } from './Field.tsx'

interface NumberInputProps {
  readonly ids: ControlIds
  readonly value: number | undefined
  readonly placeholder?: string | undefined
  readonly unit?: string | undefined
  readonly readOnly?: boolean
  /** Undefined: empty, the default holds. */
  onChange(value: number | undefined): void
  onDone?(): void
}

/** A number typed as text: what is not yet a number, such as a lone minus, stays on screen and waits. */
export function NumberInput({ ids, value, placeholder, unit, readOnly = false, onChange, onDone }: NumberInputProps) {
  const [typed, setTyped] = useState('')
  const parsed = parse(typed)
  const text = parsed === value || Number.isNaN(parsed) ? typed : value === undefined ? '' : String(value)
  return (
    <div className="with-unit">
      <input
        {...ids}
        className="input"
        inputMode="numeric"
        value={text}
        placeholder={placeholder}
        readOnly={readOnly}
        onChange={(event) => {
          const next = event.target.value.replace(/[^\d.-]/g, '')
          setTyped(next)
          const number = parse(next)
          if (!Number.isNaN(number)) onChange(number)
        }}
        onBlur={() => {
          setTyped(value === undefined ? '' : String(value))
          onDone?.()
        }}
      />
      {unit === undefined ? null : <span className="unit">{unit}</span>}
    </div>
  )
}

function parse(text: string): number | undefined {
  const trimmed = text.trim()
  return trimmed === '' ? undefined : Number(trimmed)
}
