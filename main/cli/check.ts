import { existsSync, readFileSync } from 'node:fs'
import { analyzeScript } from '../../app/engine/analyze-script.ts'
import { explainCodegen } from '../../app/engine/explain-codegen.ts'
import { Session } from '../../app/engine/session.ts'
import { explain } from '../../app/engine/stream/explain.ts'
import type { StreamPlan } from '../../app/engine/stream/node.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { positionAt } from '../../app/sql/span.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import { checkLayout, type LaidOut } from './check-layout.ts'
import type { Command } from './command.ts'
import { diagnosticJson, diagnosticLines } from './diagnostic-text.ts'
import { EXIT } from './exit-code.ts'
import { openProject, tellOpenFailure } from './open-project.ts'
import { problemJson, problemLine } from './problem-place.ts'
import { misuse, readFlags, unavailable } from './read-flags.ts'

const HELP = `Usage: millrace check PATH… [options]

Parses, binds and plans without running: SQL scripts (.sql), workspaces (.millrace), projects
exported as text files, or the folder of one flow. Mistakes and warnings are printed as
file:line:column: severity: message [code], those of a script with their line and with fixes.

  --explain    also print the plan of each job: the changes that each node emits, the keys of its rows,
               what it keeps in state and why that grows
  --explain codegen
               and the functions that are generated for it, node by node
  --format     also tell which SQL files are not in the house layout, the one of the editors
  --write      with --format: put them into it
  --json       print one JSON document instead of text

Exit code: 0 no errors (warnings are none), 1 errors, 2 wrong usage, 3 something cannot be read.`

/** What was found in one file or flow. */
interface Checked {
  readonly lines: readonly string[]
  readonly problems: readonly object[]
  readonly errors: number
  readonly plans: readonly ExplainedPlan[]
}

interface ExplainedPlan {
  readonly name: string
  readonly plan: StreamPlan
  readonly config: ReadonlyMap<string, string>
}

const FLAGS = {
  json: { type: 'boolean' },
  explain: { type: 'boolean' },
  codegen: { type: 'boolean' },
  format: { type: 'boolean' },
  write: { type: 'boolean' },
} as const

export const check: Command = (args) => {
  const flags = readFlags('check', HELP, withCodegen(args), FLAGS)
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  if (positionals.length === 0) return misuse('check', 'no file or flow is named')
  if (values.write && !values.format) return misuse('check', '--write goes with --format')
  const all: Checked[] = []
  for (const path of positionals) {
    const checked = path.endsWith('.sql') ? checkScript(path) : checkFlows(path)
    if (typeof checked === 'number') return checked
    all.push(...checked)
    if (values.format) all.push(...checkLayout(path, values.write === true).map(layoutFound))
  }
  const problems = all.flatMap((each) => each.problems)
  const isExplained = values.explain === true || values.codegen === true
  const plans = isExplained ? all.flatMap((each) => each.plans.map((plan) => shown(plan, values.codegen === true))) : []
  if (values.json) console.log(JSON.stringify(isExplained ? { problems, plans } : { problems }, undefined, 2))
  else {
    for (const line of all.flatMap((each) => each.lines)) console.log(line)
    for (const { name, plan, code } of plans) {
      console.log(`\n${name}\n${plan}`)
      if (code !== undefined) console.log(`\n${code}`)
    }
  }
  return all.every(({ errors }) => errors === 0) ? EXIT.ok : EXIT.failed
}

/** `--explain codegen`: the word behind the flag is no path. */
const withCodegen = (args: readonly string[]): readonly string[] =>
  args.map((arg, i) => (arg === 'codegen' && args[i - 1] === '--explain' ? '--codegen' : arg))

const shown = ({ name, plan, config }: ExplainedPlan, codegen: boolean) => ({
  name,
  plan: explain(plan),
  ...(codegen && { code: explainCodegen(plan, config) }),
})

/** What is out of the house layout is wrong until it has been written anew. */
function layoutFound({ file, wasWritten }: LaidOut): Checked {
  const message = wasWritten ? 'laid out' : 'not in the house layout'
  const severity = wasWritten ? 'info' : 'error'
  return {
    lines: [`${file}:1:1: ${severity}: ${message} [layout]`],
    problems: [{ file, line: 1, column: 1, severity, code: 'layout', message }],
    errors: wasWritten ? 0 : 1,
    plans: [],
  }
}

function checkScript(path: string): readonly Checked[] | number {
  if (!existsSync(path)) return unavailable('check', `there is no ${path}`)
  const text = readFileSync(path, 'utf8')
  const session = new Session({ config: [], tables: new Map() })
  const { statements, diagnostics } = analyzeScript(text, session)
  const checked: Checked = {
    lines: diagnostics.flatMap((diagnostic) => diagnosticLines(path, text, diagnostic)),
    problems: diagnostics.map((diagnostic) => diagnosticJson(path, text, diagnostic)),
    errors: diagnostics.filter(({ severity }) => severity === 'error').length,
    plans: statements.flatMap(({ statement, outcome }) => {
      if (outcome.kind !== 'job') return []
      const name = `${path}:${positionAt(text, statement.span.start).line}`
      return [{ name, plan: outcome.plan, config: session.config }]
    }),
  }
  return [checked]
}

function checkFlows(path: string): readonly Checked[] | number {
  const opened = openProject(path)
  if (!opened.ok) return tellOpenFailure('check', opened.error)
  const project = opened.value
  return project.flows.flatMap((flow): readonly Checked[] => {
    const graph = createFlowGraph(project.records.values(), flow.id)
    if (graph === undefined) return []
    const { problems: mistakes, plan, warnings } = analyzeFlow(graph)
    const problems = [...mistakes, ...warnings()]
    const checked: Checked = {
      lines: problems.map((problem) => problemLine(problem, project)),
      problems: problems.map((problem) => problemJson(problem, project)),
      errors: problems.filter(({ severity }) => severity === 'error').length,
      plans: explained(flow.name, plan),
    }
    return [checked]
  })
}

const explained = (name: string, plan: StreamPlan | undefined): Checked['plans'] =>
  plan === undefined ? [] : [{ name, plan, config: new Map() }]
