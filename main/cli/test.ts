import { writeFileSync } from 'node:fs'
import { createFlowGraph } from '../../app/flow/graph.ts'
import type { FlowRecord, TestRecord } from '../../app/flow/records.ts'
import { analyzeFlow, type FlowAnalysis } from '../../app/testing/analyze-flow.ts'
import { printJunit, type ReportedSuite } from '../../app/testing/junit.ts'
import { loadSources } from '../../app/testing/load-sources.ts'
import type { TestReport } from '../../app/testing/report.ts'
import { runTest } from '../../app/testing/run-test.ts'
import { testCase } from '../../app/testing/test-case.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { openProject, tellOpenFailure } from './open-project.ts'
import type { OpenedProject } from './opened-project.ts'
import { problemJson } from './problem-place.ts'
import { misuse, readFlags } from './read-flags.ts'
import { reportText, summaryText } from './report-text.ts'

const HELP = `Usage: millrace test [PATH…] [options]

Runs the unit tests of flows on the local engine. PATH is a workspace (.millrace), a project
exported as text files, or the folder of one of its flows; without it the current folder.

  --test NAME     only tests of this name
  --junit FILE    also write the reports as JUnit XML
  --json          print one JSON document instead of text
  --as-cases      do not run: print each test as an engine case (JSON lines), to be run by
                  millrace replay or by Flink itself

Exit code: 0 all passed, 1 a test did not pass, 2 wrong usage, 3 something cannot be read.`

export const test: Command = (args) => {
  const flags = readFlags('test', HELP, args, {
    json: { type: 'boolean' },
    junit: { type: 'string' },
    test: { type: 'string' },
    'as-cases': { type: 'boolean' },
  })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const suites: FlowSuite[] = []
  for (const path of positionals.length === 0 ? ['.'] : positionals) {
    const opened = openProject(path)
    if (!opened.ok) return tellOpenFailure('test', opened.error)
    suites.push(...suitesOf(opened.value, values.test))
  }
  if (suites.every(({ tests }) => tests.length === 0))
    return misuse('test', values.test === undefined ? 'there are no tests' : `there is no test ${values.test}`)
  if (values['as-cases']) return printCases(suites)
  return runSuites(suites, values)
}

interface FlowSuite {
  readonly project: OpenedProject
  readonly flow: FlowRecord
  readonly tests: readonly TestRecord[]
}

function suitesOf(project: OpenedProject, name: string | undefined): readonly FlowSuite[] {
  return project.flows.map((flow) => {
    const tests: TestRecord[] = []
    for (const record of project.records.values())
      if (record.type === 'test' && record.flow === flow.id && (name === undefined || record.name === name))
        tests.push(record)
    return { project, flow, tests: tests.sort((a, b) => (a.name < b.name ? -1 : 1)) }
  })
}

interface RunFlags {
  readonly json?: boolean | undefined
  readonly junit?: string | undefined
}

function runSuites(suites: readonly FlowSuite[], { json, junit }: RunFlags): number {
  const reported: (ReportedSuite & { readonly suite: FlowSuite })[] = []
  for (const suite of suites) {
    if (suite.tests.length === 0) continue
    if (!json) console.log(suite.flow.name)
    const graph = createFlowGraph(suite.project.records.values(), suite.flow.id)
    const analysis = graph === undefined ? undefined : analyzeFlow(graph)
    const reports = suite.tests.map((each) => {
      const report = runOne(suite.project, each, analysis)
      if (!json) console.log(reportText(report, suite.project))
      return report
    })
    reported.push({ name: suite.flow.name, reports, suite })
  }
  if (junit !== undefined) writeFileSync(junit, printJunit(reported))
  const reports = reported.flatMap((each) => each.reports)
  if (json) console.log(JSON.stringify({ flows: reported.map(flowJson), ...counts(reports) }, undefined, 2))
  else console.log(summaryText(reports))
  return reports.every(({ status }) => status === 'passed') ? EXIT.ok : EXIT.failed
}

function runOne(project: OpenedProject, each: TestRecord, analysis: FlowAnalysis | undefined): TestReport {
  const { records, openPack } = project
  const known = analysis === undefined ? {} : { analysis }
  const run = runTest(each, { records, readPack: openPack, now: () => performance.now(), ...known })
  for (;;) {
    const step = run.next()
    if (step.done) return step.value.report
  }
}

const counts = (reports: readonly TestReport[]): object => {
  const count = (status: TestReport['status']): number => reports.filter((report) => report.status === status).length
  return { tests: reports.length, passed: count('passed'), failed: count('failed'), errors: count('error') }
}

function flowJson({ suite, reports }: { readonly suite: FlowSuite; readonly reports: readonly TestReport[] }): object {
  return {
    flow: suite.flow.id,
    name: suite.flow.name,
    reports: reports.map((report) => ({
      ...report,
      problems: report.problems.map((problem) => problemJson(problem, suite.project)),
    })),
  }
}

function printCases(suites: readonly FlowSuite[]): number {
  let sound = true
  for (const { project, flow, tests } of suites) {
    const graph = createFlowGraph(project.records.values(), flow.id)
    if (graph === undefined) continue
    const { compiled, plan } = analyzeFlow(graph)
    for (const each of tests) {
      const { sources, problems } = loadSources(graph, each, project.records, project.openPack)
      const isReadable = !problems.some(({ severity }) => severity === 'error')
      const known = plan !== undefined && isReadable
      const made = known ? testCase(`${flow.id}/${each.id}`, graph, compiled, sources, each.disorder) : undefined
      if (made === undefined) {
        console.error(`millrace test: ${flow.name} / ${each.name} cannot be a case: run the test to see why`)
        sound = false
      } else console.log(JSON.stringify(made))
    }
  }
  return sound ? EXIT.ok : EXIT.failed
}
