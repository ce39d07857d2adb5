import type { Problem, TestReport } from '../../app/testing/report.ts'
import { printRowLine } from '../../app/testing/row-text.ts'
import type { OpenedProject } from './opened-project.ts'
import { problemLine } from './problem-place.ts'

const MARKS: Readonly<Record<TestReport['status'], string>> = {
  passed: 'ok  ',
  failed: 'FAIL',
  error: 'ERR ',
  stopped: 'STOP',
}
const SIGNS = { missing: '-', unexpected: '+' } as const
const MAX_ROWS = 20

/** A test's line, and under it what is wrong: problems by their places, rows as a diff. */
export function reportText(report: TestReport, project: OpenedProject): string {
  const lines = [`  ${MARKS[report.status]} ${report.name} (${report.milliseconds.toFixed(0)} ms)`]
  for (const problem of report.problems)
    if (problem.severity !== 'info') lines.push(`       ${problemText(problem, project)}`)
  for (const { node, rows } of report.lateByNode)
    lines.push(`       ${rows} late ${rows === 1 ? 'row' : 'rows'} dropped in ${nameOf(node, project)}`)
  for (const { node, comparison = [] } of report.sinks) {
    const differing = comparison.flatMap(({ verdict, kind, cells }) =>
      verdict === 'same' ? [] : [`         ${SIGNS[verdict]} ${printRowLine({ kind, cells })}`],
    )
    if (differing.length === 0) continue
    lines.push(`       ${nameOf(node, project)} (- expected, + found):`, ...differing.slice(0, MAX_ROWS))
    if (differing.length > MAX_ROWS) lines.push(`         … and ${differing.length - MAX_ROWS} more`)
  }
  return lines.join('\n')
}

/** What was expected and did not come is shown as rows; its problem needs no place. */
const problemText = (problem: Problem, project: OpenedProject): string =>
  problem.code === 'expectation.differs' ? problem.message : problemLine(problem, project)

const nameOf = (id: string, project: OpenedProject): string => {
  const record = project.records.get(id)
  return record?.type === 'node' ? record.name : id
}

export function summaryText(reports: readonly TestReport[]): string {
  const passed = reports.filter(({ status }) => status === 'passed').length
  const time = reports.reduce((sum, { milliseconds }) => sum + milliseconds, 0).toFixed(0)
  const rest = reports.length - passed
  return `${reports.length} tests: ${passed} passed${rest === 0 ? '' : `, ${rest} not passed`} (${time} ms)`
}
