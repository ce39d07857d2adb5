import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState, useSyncExternalStore } from 'react'
import { distanceOf, ROW_HEIGHT, type RowRange, RowScroll, slotsIn } from './row-scroll.ts'
import { ShownRange } from './shown-range.ts'

interface TableParts {
  readonly scroller: RefObject<HTMLElement | null>
  readonly headRow: RefObject<HTMLElement | null>
  readonly total: number
  isAnyHere(from: number, to: number): boolean
  readonly onShow: ((from: number, to: number) => void) | undefined
}

export interface ShownRows {
  readonly range: RowRange
  readonly slots: number
  readonly paneHeight: number
  readonly distance: number
  move(by: (scroll: RowScroll) => void): void
}

/** Binds a scroller to the rows that it shows. */
export function useShownRows(parts: TableParts): ShownRows {
  const { scroller, headRow, total } = parts
  const latest = useRef(parts)
  const [scroll] = useState(() => new RowScroll())
  const [shown] = useState(
    () => new ShownRange({ isHere: ({ first, end }) => latest.current.isAnyHere(first, end), later }),
  )
  const [paneHeight, setPaneHeight] = useState(0)
  const [view, setView] = useState(0)
  const range = useSyncExternalStore(shown.subscribe, shown.current)

  const tell = useCallback(() => {
    const seen = scroll.range
    if (seen.end > seen.first) latest.current.onShow?.(seen.first, seen.end)
    shown.wish(seen)
  }, [scroll, shown])

  const move = useCallback(
    (by: (scroll: RowScroll) => void) => {
      by(scroll)
      if (scroller.current !== null) scroller.current.scrollTop = scroll.place
      tell()
    },
    [scroll, scroller, tell],
  )

  useLayoutEffect(() => {
    latest.current = parts
    shown.look()
  })
  useLayoutEffect(() => {
    scroll.resize(total, view)
    if (view > 0) move(() => undefined)
  }, [scroll, total, view, move])
  useLayoutEffect(() => {
    const element = scroller.current
    if (element === null) return
    const measure = (): void => {
      setPaneHeight(element.clientHeight)
      setView(Math.max(0, element.clientHeight - (headRow.current?.offsetHeight ?? 0)))
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller, headRow])
  useEffect(() => listen(scroller.current, scroll, tell, move), [scroller, scroll, tell, move])
  useEffect(() => () => shown.close(), [shown])
  return { range, slots: slotsIn(view), paneHeight, distance: distanceOf(total, view), move }
}

function listen(element: HTMLElement | null, scroll: RowScroll, tell: () => void, move: ShownRows['move']) {
  if (element === null) return
  const onScroll = (): void => {
    // What is hidden is nowhere.
    if (element.clientHeight === 0) return
    scroll.scrolledTo(element.scrollTop)
    tell()
  }
  const onWheel = (event: WheelEvent): void => {
    if (!scroll.isScaled || event.ctrlKey || event.deltaY === 0) return
    event.preventDefault()
    element.scrollLeft += event.deltaX
    move((at) => at.moveBy(event.deltaY * pixelsOf(event, element)))
  }
  element.addEventListener('scroll', onScroll, { passive: true })
  element.addEventListener('wheel', onWheel, { passive: false })
  return () => {
    element.removeEventListener('scroll', onScroll)
    element.removeEventListener('wheel', onWheel)
  }
}

function pixelsOf({ deltaMode }: WheelEvent, { clientHeight }: HTMLElement): number {
  if (deltaMode === WheelEvent.DOM_DELTA_LINE) return ROW_HEIGHT
  return deltaMode === WheelEvent.DOM_DELTA_PAGE ? clientHeight : 1
}

function later(milliseconds: number, work: () => void): () => void {
  const timer = setTimeout(work, milliseconds)
  return () => clearTimeout(timer)
}
