import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { TreeRename } from './TreeRename.tsx'

export interface TreeItem {
  readonly id: string
  /** From 1. */
  readonly level: number
  readonly label: string
  /** Undefined for a leaf. */
  readonly expanded?: boolean
  readonly detail?: string
  readonly mark?: ReactNode
  readonly icon?: IconName
  readonly selected?: boolean
}

interface TreeProps {
  readonly label: string
  readonly items: readonly TreeItem[]
  readonly renaming?: string | undefined
  readonly renameLabel: string
  onOpen(id: string): void
  onToggle(id: string, expanded: boolean): void
  onRename(id: string, name: string | undefined): void
  /** Keys that the tree itself has no use for, on its current row. */
  onKey?(id: string, event: KeyboardEvent): void
  /** The row that the keyboard or the context menu is on. */
  onCurrent?(id: string): void
}

const ROW_HEIGHT = 24
const INDENT = 14

/** A tree of any size: only what is on screen is in the document. The arrow keys move, Enter opens. */
export function Tree(props: TreeProps) {
  const { items, label, renaming, renameLabel, onOpen, onToggle, onRename, onKey, onCurrent } = props
  const base = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const [currentId, setCurrentId] = useState<string | undefined>(undefined)
  const found = items.findIndex((item) => item.id === currentId)
  const index =
    found >= 0
      ? found
      : Math.max(
          0,
          items.findIndex((item) => item.selected),
        )
  const current = items[index]
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 12,
  })
  useEffect(() => {
    if (renaming === undefined) return
    const row = items.findIndex((item) => item.id === renaming)
    if (row >= 0) virtual.scrollToIndex(row)
  }, [renaming, items, virtual])

  const moveTo = (next: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, next))]
    if (item === undefined) return
    setCurrentId(item.id)
    onCurrent?.(item.id)
    virtual.scrollToIndex(items.indexOf(item))
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    if (current === undefined || event.target !== event.currentTarget) return
    const act = treeKey(event.key, items, index)
    if (act === undefined) {
      onKey?.(current.id, event)
      return
    }
    event.preventDefault()
    if (act.kind === 'move') moveTo(act.to)
    else if (act.kind === 'toggle') onToggle(current.id, act.expanded)
    else if (current.expanded === undefined) onOpen(current.id)
    else onToggle(current.id, !current.expanded)
  }

  return (
    <div
      ref={scroller}
      className="tree grow"
      role="tree"
      aria-label={label}
      tabIndex={0}
      aria-activedescendant={current === undefined ? undefined : `${base}-${current.id}`}
      onKeyDown={onKeyDown}
    >
      <div role="none" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const item = items[row.index]
          if (item === undefined) return null
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys of its rows
            <div
              key={item.id}
              id={`${base}-${item.id}`}
              className="tree-row"
              role="treeitem"
              tabIndex={-1}
              aria-level={item.level}
              aria-expanded={item.expanded}
              aria-selected={item.selected ?? false}
              aria-label={item.label}
              data-current={item === current}
              data-id={item.id}
              style={{ top: 0, transform: `translateY(${row.start}px)`, paddingLeft: 8 + (item.level - 1) * INDENT }}
              onClick={() => {
                setCurrentId(item.id)
                onCurrent?.(item.id)
                if (item.expanded === undefined) onOpen(item.id)
                else onToggle(item.id, !item.expanded)
                scroller.current?.focus()
              }}
              onContextMenu={() => {
                setCurrentId(item.id)
                onCurrent?.(item.id)
              }}
            >
              {item.expanded === undefined ? null : (
                <span className="tree-twist">
                  <Icon name="right" size={12} />
                </span>
              )}
              {item.icon === undefined ? null : <Icon name={item.icon} size={14} />}
              {renaming === item.id ? (
                <TreeRename
                  name={item.label}
                  label={renameLabel}
                  onDone={(name) => {
                    onRename(item.id, name)
                    scroller.current?.focus()
                  }}
                />
              ) : (
                <span className="clip">{item.label}</span>
              )}
              {item.detail === undefined ? null : <span className="tree-detail">{item.detail}</span>}
              {item.mark}
            </div>
          )
        })}
      </div>
    </div>
  )
}

type TreeAct =
  | { readonly kind: 'move'; readonly to: number }
  | { readonly kind: 'toggle'; readonly expanded: boolean }
  | { readonly kind: 'open' }

/** What a key does in a tree (WAI-ARIA's tree pattern); undefined: nothing. */
export function treeKey(key: string, items: readonly TreeItem[], index: number): TreeAct | undefined {
  const item = items[index]
  if (item === undefined) return undefined
  switch (key) {
    case 'ArrowDown':
      return { kind: 'move', to: index + 1 }
    case 'ArrowUp':
      return { kind: 'move', to: index - 1 }
    case 'Home':
      return { kind: 'move', to: 0 }
    case 'End':
      return { kind: 'move', to: items.length - 1 }
    case 'ArrowRight':
      if (item.expanded === false) return { kind: 'toggle', expanded: true }
      return { kind: 'move', to: item.expanded ? index + 1 : index }
    case 'ArrowLeft': {
      if (item.expanded) return { kind: 'toggle', expanded: false }
      const parent = items.slice(0, index).findLastIndex((other) => other.level < item.level)
      return { kind: 'move', to: parent < 0 ? index : parent }
    }
    case 'Enter':
    case ' ':
      return { kind: 'open' }
    default:
      return undefined
  }
}
