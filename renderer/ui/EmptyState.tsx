import type { ReactNode } from 'react'

/** What to do where there is nothing yet, with the button for it. */
export function EmptyState({ title, text, children }: { title: string; text?: string; children?: ReactNode }) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {text === undefined ? null : <p className="empty-text">{text}</p>}
      {children === undefined ? null : <div className="empty-actions">{children}</div>}
    </div>
  )
}
