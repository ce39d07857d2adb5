import { useMemo, useState, useSyncExternalStore } from 'react'
import { useWorkbench } from '../../state/WorkbenchContext.tsx'
import { PageWindow } from '../../ui/page-window.ts'
import type { TableRow } from './ChangeTable.tsx'

/** A sink's changelog, fetched from the engine as it comes into sight. */
export function useChangelogPages(run: string | undefined, test: string, sink: string, total: number) {
  const { host } = useWorkbench()
  const of = `${run} ${test} ${sink}`
  const [gone, setGone] = useState<string>()
  const pages = useMemo(
    () =>
      new PageWindow<TableRow>(async (from, count) => {
        if (run === undefined) return undefined
        const answer = await host.api.engine.rows(run, test, sink, from, count)
        if (!answer.ok) {
          setGone(of)
          return undefined
        }
        const { kinds, steps, columns } = answer.value
        return kinds.map((kind, row) => ({
          kind,
          step: steps[row] ?? '',
          cells: columns.map((column) => column[row] ?? null),
        }))
      }),
    [host, run, test, sink, of],
  )
  useSyncExternalStore(pages.subscribe, pages.version)
  return {
    gone: gone === of,
    rowAt: (index: number): TableRow | undefined => pages.rowAt(index),
    show: (from: number, to: number): void => pages.look(from, to, total),
  }
}
