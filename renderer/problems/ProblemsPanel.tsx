import { useVirtualizer } from '@tanstack/react-virtual'
import { useMemo, useRef } from 'react'
import type { Problem } from '../bridge/contract.ts'
import { problemText } from '../i18n/problem-text.ts'
import type { Translate } from '../i18n/translate.ts'
import { problemPlace } from '../inspector/field-label.ts'
import { type Records, recordOf } from '../state/document.ts'
import { allProblems } from '../state/problems.ts'
import { revealPlace } from '../state/reveal.ts'
import { useStore } from '../state/store.ts'
import { useFlowAtHand } from '../state/use-flow-at-hand.ts'
import { useDocument, useTranslate, useWorkbench } from '../state/WorkbenchContext.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Icon } from '../ui/Icon.tsx'

const RANK = { error: 0, warning: 1, info: 2 } as const

function useProblems(): readonly Problem[] {
  const { problems } = useWorkbench()
  const flow = useFlowAtHand()
  const found = useStore(problems, ({ byFlow }) => (flow === undefined ? undefined : byFlow.get(flow)))
  return useMemo(() => [...allProblems(found)].sort((a, b) => RANK[a.severity] - RANK[b.severity]), [found])
}

export function ProblemsBadge() {
  const t = useTranslate()
  const { length } = useProblems()
  return length === 0 ? null : <span className="badge">{t.number(length)}</span>
}

/** Every problem of the flow at hand; Enter or a click goes to its place. */
export function ProblemsPanel() {
  const t = useTranslate()
  const workbench = useWorkbench()
  const problems = useProblems()
  const records = useDocument((state) => state.records)
  const scroller = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 24,
    overscan: 10,
  })
  if (problems.length === 0) return <EmptyState title={t('problems.empty')} />
  return (
    <div ref={scroller} className="problems">
      <ul aria-label={t('panel.problems')} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => {
          const problem = problems[row.index]
          if (problem === undefined) return null
          return (
            <li
              key={row.key}
              ref={virtual.measureElement}
              data-index={row.index}
              className="problem"
              style={{ transform: `translateY(${row.start}px)` }}
            >
              <button type="button" onClick={() => revealPlace(workbench, problem.place, true)}>
                <Icon name={problem.severity} size={14} className={problem.severity === 'error' ? 'bad' : 'warn'} />
                <span className="problem-text">{problemText(problem, t)}</span>
                <span className="quiet clip">{placeText(problem, records, t)}</span>
                <span className="quiet problem-code">{problem.code}</span>
              </button>
            </li>
          )
        })}
      </ul>
    </div>
  )
}

function placeText(problem: Problem, records: Records, t: Translate): string {
  const { place } = problem
  switch (place.kind) {
    case 'flow':
      return [recordOf(records, 'flow', place.flow)?.name, place.field].filter(Boolean).join(' · ')
    case 'node': {
      const node = recordOf(records, 'node', place.node)
      return [node?.name, node === undefined ? undefined : problemPlace(problem, node.config.kind, t)]
        .filter(Boolean)
        .join(' · ')
    }
    case 'pack':
      return `${recordOf(records, 'pack', place.pack)?.name ?? ''}:${place.line}`
    case 'test':
      return recordOf(records, 'test', place.test)?.name ?? ''
    case 'script':
      return ''
  }
}
