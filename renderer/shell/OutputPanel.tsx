import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import { useStore } from '../state/store.ts'
import { useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'

export function OutputPanel() {
  const t = useTranslate()
  const lines = useStore(useWorkbench().output, (state) => state.lines)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 22,
    overscan: 10,
  })
  useEffect(() => {
    if (lines.length > 0) virtual.scrollToIndex(lines.length - 1)
  }, [lines.length, virtual])
  if (lines.length === 0) return <EmptyState title={t('output.empty')} />
  return (
    <div ref={scroller} className="output" role="log" aria-label={t('panel.output')}>
      <div style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const line = lines[row.index]
          if (line === undefined) return null
          return (
            <div key={row.key} className="output-line selectable" style={{ transform: `translateY(${row.start}px)` }}>
              <span className="quiet" title={t.dateTime(line.at)}>
                {t.time(line.at)}
              </span>
              <span className={line.severity === 'error' ? 'bad' : line.severity === 'warning' ? 'warn' : ''}>
                {t.message(line.message)}
              </span>
              {line.text === undefined ? null : <span className="clip">{line.text}</span>}
            </div>
          )
        })}
      </div>
    </div>
  )
}
