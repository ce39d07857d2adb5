import { type KeyboardEvent, type ReactNode, useCallback, useRef } from 'react'
import type { RowStep } from './row-scroll.ts'
import { useShownRows } from './use-shown-rows.ts'
import './virtual-table.css'

interface VirtualTableProps {
  readonly label: string
  readonly className: string
  readonly total: number
  /** The row of the head. */
  readonly head: ReactNode
  /** Whether the row has come. */
  isHere(index: number): boolean
  /** A `tr` of the row's height. */
  renderRow(index: number): ReactNode
  /** Called with the rows that are looked at, so that they can be fetched. */
  onShow?: ((from: number, to: number) => void) | undefined
}

const STEPS: Readonly<Record<string, RowStep>> = {
  ArrowUp: 'line-up',
  ArrowDown: 'line-down',
  PageUp: 'page-up',
  PageDown: 'page-down',
  Home: 'start',
  End: 'end',
}

/**
 * A table of any length, of which only the rows on screen exist. They stand in a pane that stays where it is while
 * the scroller moves under it: nothing is empty because the page was late, and no element is too high.
 */
export function VirtualTable({ label, className, total, head, isHere, renderRow, onShow }: VirtualTableProps) {
  const scroller = useRef<HTMLElement>(null)
  const headRow = useRef<HTMLTableSectionElement>(null)
  const isAnyHere = useCallback(
    (from: number, to: number) => {
      for (let index = from; index < to; index++) if (isHere(index)) return true
      return false
    },
    [isHere],
  )
  const { range, slots, paneHeight, distance, move } = useShownRows({ scroller, headRow, total, isAnyHere, onShow })
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = STEPS[event.key]
    if (step === undefined || event.altKey || event.shiftKey || event.target !== event.currentTarget) return
    event.preventDefault()
    move((scroll) => scroll.step(step))
  }
  const rows: ReactNode[] = []
  for (let index = range.first; index < Math.min(range.end, total); index++)
    // A row that goes lends its elements to one that comes.
    rows.push(<Slot key={index % slots}>{renderRow(index)}</Slot>)
  return (
    <section
      className={`virtual-table ${className}`}
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className="virtual-pane" style={{ height: paneHeight }}>
        <table aria-rowcount={total + 1}>
          <thead ref={headRow}>{head}</thead>
          <tbody style={{ transform: `translateY(${-range.offset}px)` }}>{rows}</tbody>
        </table>
      </div>
      <div style={{ height: distance }} />
    </section>
  )
}

const Slot = ({ children }: { children: ReactNode }) => children
