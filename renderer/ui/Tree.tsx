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
  const { items, label, renaming, renameLabel, onOpen, onToggle, onRename } = props
  const base = useId()
  const { scroller, virtual, current, makeCurrent, onKeyDown } = useCursor(props)
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
            <TreeRow
              key={item.id}
              id={`${base}-${item.id}`}
              item={item}
              top={row.start}
              isCurrent={item === current}
              onCurrent={() => makeCurrent(item.id)}
              onClick={() => {
                makeCurrent(item.id)
                if (item.expanded === undefined) onOpen(item.id)
                else onToggle(item.id, !item.expanded)
                scroller.current?.focus()
              }}
              rename={
                renaming === item.id
                  ? {
                      label: renameLabel,
                      done: (name) => {
                        onRename(item.id, name)
                        scroller.current?.focus()
                      },
                    }
                  : undefined
              }
            />
          )
        })}
      </div>
    </div>
  )
}

/** Which row the keyboard is on, and what its keys do. */
function useCursor({ items, renaming, onOpen, onToggle, onKey, onCurrent }: TreeProps) {
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

  const makeCurrent = (id: string): void => {
    setCurrentId(id)
    onCurrent?.(id)
  }
  const moveTo = (next: number): void => {
    const item = items[Math.max(0, Math.min(items.length - 1, next))]
    if (item === undefined) return
    makeCurrent(item.id)
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
  return { scroller, virtual, current, makeCurrent, onKeyDown }
}

interface TreeRowProps {
  readonly id: string
  readonly item: TreeItem
  readonly top: number
  readonly isCurrent: boolean
  readonly rename: { readonly label: string; done(name: string | undefined): void } | undefined
  onCurrent(): void
  onClick(): void
}

function TreeRow({ id, item, top, isCurrent, rename, onCurrent, onClick }: TreeRowProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree has the focus and handles the keys of its rows
    <div
      id={id}
      className="tree-row"
      role="treeitem"
      tabIndex={-1}
      aria-level={item.level}
      aria-expanded={item.expanded}
      aria-selected={item.selected ?? false}
      aria-label={item.label}
      data-current={isCurrent}
      data-id={item.id}
      style={{ top: 0, transform: `translateY(${top}px)`, paddingLeft: 8 + (item.level - 1) * INDENT }}
      onClick={onClick}
      onContextMenu={onCurrent}
    >
      {item.expanded === undefined ? null : (
        <span className="tree-twist">
          <Icon name="right" size={12} />
        </span>
      )}
      {item.icon === undefined ? null : <Icon name={item.icon} size={14} />}
      {rename === undefined ? (
        <span className="clip">{item.label}</span>
      ) : (
        <TreeRename name={item.label} label={rename.label} onDone={rename.done} />
      )}
      {item.detail === undefined ? null : <span className="tree-detail">{item.detail}</span>}
      {item.mark}
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
