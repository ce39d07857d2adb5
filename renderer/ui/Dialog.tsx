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

/** The first control of the body rather than the close button. */
function focusFirstControl(event: Event): void {
  const dialog = event.currentTarget as HTMLElement
  const control = dialog.querySelector<HTMLElement>(
    '.dialog-body :is(input, textarea, select, button, [tabindex="0"]), .dialog-foot button',
  )
  event.preventDefault()
  ;(control ?? dialog).focus()
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
          onOpenAutoFocus={focusFirstControl}
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
