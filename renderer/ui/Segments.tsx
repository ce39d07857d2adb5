import type { KeyboardEvent } from 'react'

interface SegmentsProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly options: readonly { readonly value: V; readonly label: string }[]
  onChange(value: V): void
}

/** A few views of one thing; the arrow keys move between them. */
export function Segments<V extends string>({ label, value, options, onChange }: SegmentsProps<V>) {
  const step = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0
    if (by === 0) return
    event.preventDefault()
    const index = options.findIndex((option) => option.value === value)
    const next = options[(index + by + options.length) % options.length]
    if (next === undefined) return
    onChange(next.value)
    const tabs = event.currentTarget.querySelectorAll('button')
    tabs[options.indexOf(next)]?.focus()
  }
  return (
    <div className="segments" role="tablist" aria-label={label} onKeyDown={step}>
      {options.map((option) => (
        <button
          key={option.value}
          type="button"
          role="tab"
          aria-selected={option.value === value}
          tabIndex={option.value === value ? 0 : -1}
          onClick={() => onChange(option.value)}
        >
          {option.label}
        </button>
      ))}
    </div>
  )
}
