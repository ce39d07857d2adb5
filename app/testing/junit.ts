import type { TestReport } from './report.ts'
import { printRowLine } from './row-text.ts'

export interface ReportedSuite {
  /** The flow's name. */
  readonly name: string
  readonly reports: readonly TestReport[]
}

/** Reports as JUnit XML, as CI servers read it: a suite per flow. */
export function printJunit(suites: readonly ReportedSuite[]): string {
  const lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<testsuites>']
  for (const { name, reports } of suites) {
    const count = (...statuses: readonly TestReport['status'][]): number =>
      reports.filter(({ status }) => statuses.includes(status)).length
    const counts = `tests="${reports.length}" failures="${count('failed')}" errors="${count('error', 'stopped')}"`
    lines.push(`  <testsuite name="${escapeXml(name)}" ${counts} time="${seconds(reports)}">`)
    for (const report of reports) lines.push(...caseLines(name, report))
    lines.push('  </testsuite>')
  }
  lines.push('</testsuites>', '')
  return lines.join('\n')
}

const seconds = (reports: readonly TestReport[]): string =>
  (reports.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000).toFixed(3)

function caseLines(suite: string, report: TestReport): readonly string[] {
  const open = `    <testcase classname="${escapeXml(suite)}" name="${escapeXml(report.name)}" time="${seconds([report])}"`
  if (report.status === 'passed') return [`${open}/>`]
  const tag = report.status === 'failed' ? 'failure' : 'error'
  const message = escapeXml(report.problems[0]?.message ?? report.status)
  return [`${open}>`, `      <${tag} message="${message}">${escapeXml(detail(report))}</${tag}>`, '    </testcase>']
}

function detail(report: TestReport): string {
  const problems = report.problems.map(({ severity, message }) => `${severity}: ${message}`)
  const rows = report.sinks.flatMap(({ comparison = [] }) =>
    comparison
      .filter(({ verdict }) => verdict !== 'same')
      .map(({ verdict, kind, cells }) => `${verdict.padEnd(10)} ${printRowLine({ kind, cells })}`),
  )
  return [...problems, ...rows].join('\n')
}

/** Also without the control characters that XML cannot hold at all. */
function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replace(/[^\t\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}
