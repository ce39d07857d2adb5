import { useEffect, useRef, useState } from 'react'
import { useWorkbench } from '../../state/WorkbenchContext.tsx'
import type { TableRow } from './ChangeTable.tsx'

const PAGE = 500

/** Pages of a sink's changelog, fetched from the engine as they come into sight. */
export function useChangelogPages(run: string | undefined, test: string, sink: string) {
  const { host } = useWorkbench()
  const [pages, setPages] = useState<ReadonlyMap<number, readonly TableRow[]>>(new Map())
  const [gone, setGone] = useState(false)
  const asked = useRef(new Set<number>())
  const of = `${run} ${test} ${sink}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: another sink has other rows
  useEffect(() => {
    asked.current = new Set()
    setPages(new Map())
    setGone(false)
  }, [of])

  const fetchPage = async (page: number): Promise<void> => {
    if (run === undefined) return
    const mine = asked.current
    const answer = await host.api.engine.rows(run, test, sink, page * PAGE, PAGE)
    if (mine !== asked.current) return
    if (!answer.ok) {
      setGone(true)
      return
    }
    const { kinds, steps, columns } = answer.value
    const rows = kinds.map((kind, row) => ({
      kind,
      step: steps[row] ?? '',
      cells: columns.map((column) => column[row] ?? null),
    }))
    setPages((before) => new Map(before).set(page, rows))
  }

  return {
    gone,
    rowAt: (index: number): TableRow | undefined => pages.get(Math.floor(index / PAGE))?.[index % PAGE],
    show: (from: number, to: number): void => {
      for (let page = Math.floor(from / PAGE); page <= Math.floor(Math.max(to - 1, 0) / PAGE); page++) {
        if (asked.current.has(page)) continue
        asked.current.add(page)
        void fetchPage(page)
      }
    },
  }
}
