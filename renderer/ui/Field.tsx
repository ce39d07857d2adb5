import { type ReactNode, useId } from 'react'

export interface FieldMessage {
  readonly severity: 'error' | 'warning' | 'info'
  readonly text: string
}

export interface ControlIds {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean | undefined
}

interface FieldProps {
  readonly label: string
  /** At the right end of the label, e.g. that the field is optional. */
  readonly note?: string
  /** Shown while there is no message. */
  readonly hint?: string
  readonly messages?: readonly FieldMessage[]
  readonly children: (ids: ControlIds) => ReactNode
}

const NO_MESSAGES: readonly FieldMessage[] = []

/** A label over a control and what is to be said of it below. */
export function Field({ label, note, hint, messages = NO_MESSAGES, children }: FieldProps) {
  const id = useId()
  const described = messages.length > 0 || hint !== undefined
  return (
    <div className="field">
      <label className="field-label" htmlFor={id}>
        {label}
        {note === undefined ? null : (
          <span className="field-note" aria-hidden="true">
            {note}
          </span>
        )}
      </label>
      {children({
        id,
        'aria-describedby': described ? `${id}-about` : undefined,
        'aria-invalid': messages.some((message) => message.severity === 'error') || undefined,
      })}
      {described ? (
        <div id={`${id}-about`}>
          {messages.length === 0 ? <p className="field-message">{hint}</p> : null}
          {messages.map((message) => (
            <p key={message.text} className={`field-message ${message.severity}`}>
              {message.text}
            </p>
          ))}
        </div>
      ) : null}
    </div>
  )
}
