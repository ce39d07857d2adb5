import { Dialog as Primitive } from 'radix-ui'
import type { CSSProperties, ReactNode } from 'react'
import { IconButton } from './Button.tsx'

interface DialogProps {
  readonly title: string
  readonly closeLabel: string
  readonly width?: number
  /** Buttons at the bottom, the main one last. */
  readonly footer?: ReactNode
  readonly children: ReactNode
  onClose(): void
}

const FIELDS = ':is(input, textarea, select, [role="combobox"]):not([hidden], [type="hidden"], :disabled)'

/** The first field; where there is none, the main button, which is the last one at the bottom; else what can be pressed. */
function focusFirstField(event: Event): void {
  const dialog = event.currentTarget as HTMLElement
  const main = [...dialog.querySelectorAll<HTMLElement>('.dialog-foot button:enabled')].at(-1)
  const field = dialog.querySelector<HTMLElement>(`.dialog-body ${FIELDS}`)
  const other = dialog.querySelector<HTMLElement>('.dialog-body :is(button:enabled, [tabindex="0"])')
  event.preventDefault()
  ;(field ?? main ?? other ?? dialog).focus()
}

/** On top of all; Escape and a click beside it close it, the focus returns to where it was. */
export function Dialog({ title, closeLabel, width = 480, footer, children, onClose }: DialogProps) {
  return (
    <Primitive.Root open onOpenChange={(open) => (open ? undefined : onClose())}>
      <Primitive.Portal>
        <Primitive.Overlay className="dialog-scrim" />
        <Primitive.Content
          className="dialog"
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirstField}
          style={{ '--dialog-width': `${width}px` } as CSSProperties}
        >
          <div className="dialog-head">
            <Primitive.Title className="dialog-title">{title}</Primitive.Title>
            <IconButton icon="close" label={closeLabel} onClick={onClose} />
          </div>
          <div className="dialog-body">{children}</div>
          {footer === undefined ? null : <div className="dialog-foot">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  )
}
