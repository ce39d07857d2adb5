import { describe, expect, it } from 'vitest'
import { printJunit } from './junit.ts'
import type { TestReport } from './report.ts'

const report = (changes: Partial<TestReport>): TestReport => ({
  test: 't',
  name: 'late rows',
  status: 'passed',
  milliseconds: 12,
  sinks: [],
  problems: [],
  edges: [],
  lateByNode: [],
  timeline: [],
  ...changes,
})

describe('JUnit XML', () => {
  it('has a suite for each flow and a case for each test', () => {
    expect(printJunit([{ name: 'pay & <go>', reports: [report({})] }])).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="pay &amp; &lt;go&gt;" tests="1" failures="0" errors="0" time="0.012">
    <testcase classname="pay &amp; &lt;go&gt;" name="late rows" time="0.012"/>
  </testsuite>
</testsuites>
`)
  })

  it('shows what differs', () => {
    const comparison = [
      { verdict: 'same', kind: '+I', cells: ['1'] },
      { verdict: 'missing', kind: '+I', cells: ['a "b"', null] },
    ] as const
    const sinks = [{ node: 'n', columns: [], changes: 0, rows: [], folded: [], comparison }]
    const xml = printJunit([{ name: 'f', reports: [report({ status: 'failed', sinks })] }])
    expect(xml).toContain('tests="1" failures="1" errors="0"')
    expect(xml).toContain(`<failure message="failed">missing    +I 'a &quot;b&quot;' NULL</failure>`)
  })

  it('holds no character that XML cannot', () => {
    const problems = [
      { severity: 'error', code: 'x', message: 'a\u0000\u001bb', place: { kind: 'flow', flow: 'f' } },
    ] as const
    expect(printJunit([{ name: 'f', reports: [report({ status: 'error', problems })] }])).toContain('message="a��b"')
  })
})
