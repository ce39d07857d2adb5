import type { KeyboardEvent } from 'react'
import type { TestRecord } from '../../../app/flow/records.ts'
import type { RunState } from '../../state/runs.ts'
import { useTranslate, useWorkbench } from '../../state/WorkbenchContext.tsx'
import { Icon } from '../../ui/Icon.tsx'

interface TestListProps {
  readonly flowName: string
  readonly tests: readonly TestRecord[]
  readonly run: RunState | undefined
  readonly current: string | undefined
  onShow(test: string): void
}

/** The tests with their verdicts. Arrows move, Enter opens the test. */
export function TestList({ flowName, tests, run, current, onShow }: TestListProps) {
  const t = useTranslate()
  const workbench = useWorkbench()
  const open = (test: string) => workbench.editors.open({ kind: 'test', id: test })
  const move = (event: KeyboardEvent<HTMLDivElement>): void => {
    const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    const index = tests.findIndex((test) => test.id === current)
    if (event.key === 'Enter' && current !== undefined) open(current)
    const next = tests[index + by]
    if (by === 0 || next === undefined) return
    event.preventDefault()
    onShow(next.id)
    event.currentTarget.querySelectorAll<HTMLElement>('[role=option]')[index + by]?.focus()
  }
  return (
    <div className="test-list" role="listbox" aria-label={t('results.tests', { flow: flowName })} onKeyDown={move}>
      {tests.map((test) => (
        <TestOption key={test.id} test={test} run={run} selected={test.id === current} onShow={onShow} onOpen={open} />
      ))}
    </div>
  )
}

interface TestOptionProps {
  readonly test: TestRecord
  readonly run: RunState | undefined
  readonly selected: boolean
  onShow(test: string): void
  onOpen(test: string): void
}

function TestOption({ test, run, selected, onShow, onOpen }: TestOptionProps) {
  const t = useTranslate()
  const report = run?.reports.get(test.id)
  const running = run?.current?.test === test.id
  const status = report?.status
  return (
    <div
      role="option"
      aria-selected={selected}
      aria-label={`${test.name}, ${status === undefined ? t('results.waiting') : t(`results.status.${status}`)}`}
      tabIndex={selected ? 0 : -1}
      className="test-option"
      title={test.name}
      onClick={() => onShow(test.id)}
      onKeyDown={(event) => (event.key === ' ' ? onShow(test.id) : undefined)}
      onDoubleClick={() => onOpen(test.id)}
    >
      {status === 'passed' ? (
        <Icon name="check" size={14} className="good" />
      ) : status === undefined ? (
        <Icon name={running ? 'run' : 'blank'} size={14} className="quiet" />
      ) : (
        <Icon name={status === 'stopped' ? 'stop' : 'cross'} size={14} className="bad" />
      )}
      <span className="clip">{test.name}</span>
      {report === undefined ? null : <span className="quiet test-time">{t.duration(report.milliseconds)}</span>}
    </div>
  )
}
