import { type DiffLine, diffLines } from '../../app/base/line-diff.ts'
import { failed, ok, type Result } from '../../app/base/result.ts'
import { compareSnapshots, type ParameterChange, type SnapshotDifference } from '../../app/flow/compare-snapshots.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import { versionLabel } from '../../app/flow/records.ts'
import { type Snapshot, snapshotOf } from '../../app/flow/versions.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import { findVersion } from './choose-version.ts'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { type FoundFlow, findFlow } from './find-flow.ts'
import { tellOpenFailure } from './open-project.ts'
import { misuse, readFlags } from './read-flags.ts'

const HELP = `Usage: millrace diff FLOW VERSION VERSION [options]

Says how a flow came from one version to another: nodes and edges that were added (+), removed (-) or
moved (>), settings that changed (~), and the lines of the script. FLOW is the name of a flow in
the workspace; VERSION is its number (3 or v00003), or now for the flow as it is saved.

  --workspace FILE   the workspace (.millrace); without it that of this user
  --json             print one JSON document instead of text

Exit code: 0 compared, equal or not, 2 wrong usage, 3 the workspace cannot be read.`

/** One side of the comparison. */
interface Side {
  readonly label: string
  readonly snapshot: Snapshot
  readonly script: string
}

export const diff: Command = (args) => {
  const flags = readFlags('diff', HELP, args, { json: { type: 'boolean' }, workspace: { type: 'string' } })
  if (typeof flags === 'number') return flags
  const { values, positionals } = flags
  const [name, from, to, ...more] = positionals
  if (name === undefined || from === undefined || to === undefined || more.length > 0)
    return misuse('diff', 'name a flow and two of its versions')
  const found = findFlow(name, values.workspace)
  if (!found.ok) return tellOpenFailure('diff', found.error)
  const before = findSide(found.value, from)
  if (!before.ok) return misuse('diff', before.error)
  const after = findSide(found.value, to)
  if (!after.ok) return misuse('diff', after.error)
  const difference = compareSnapshots(before.value.snapshot, after.value.snapshot)
  const lines = diffLines(before.value.script, after.value.script)
  if (values.json) console.log(JSON.stringify(toJson(before.value, after.value, difference, lines), undefined, 2))
  else for (const line of toText(before.value, after.value, difference, lines)) console.log(line)
  return EXIT.ok
}

function findSide({ project, flow }: FoundFlow, text: string): Result<Side, string> {
  if (text === 'now') {
    const graph = createFlowGraph(project.records.values(), flow.id)
    const snapshot = snapshotOf(project.records, flow.id)
    if (graph === undefined || snapshot === undefined) return failed('there is no such flow')
    return ok({ label: 'now', snapshot, script: analyzeFlow(graph).compiled.script })
  }
  const found = findVersion(project.records, flow.id, text)
  if (!found.ok) return failed(found.error.message)
  const { number, snapshot, script } = found.value
  return ok({ label: versionLabel(number), snapshot, script })
}

function toJson(before: Side, after: Side, difference: SnapshotDifference, lines: readonly DiffLine[]): object {
  return {
    from: before.label,
    to: after.label,
    ...difference,
    script: lines.filter(({ change }) => change !== ' '),
  }
}

function toText(before: Side, after: Side, difference: SnapshotDifference, lines: readonly DiffLine[]): string[] {
  const { flow, nodes, edges } = difference
  const told = [
    ...flow.map((change) => `~ flow ${changeText(change)}`),
    ...nodes.added.map(({ name, config }) => `+ node ${name} (${config.kind})`),
    ...nodes.removed.map(({ name, config }) => `- node ${name} (${config.kind})`),
    ...nodes.changed.flatMap(({ node, changes }) => changes.map((each) => `~ node ${node.name} ${changeText(each)}`)),
    ...nodes.moved.map(({ name }) => `> node ${name} moved`),
    ...edges.added.map(({ from, to }) => `+ edge ${from} → ${to}`),
    ...edges.removed.map(({ from, to }) => `- edge ${from} → ${to}`),
  ]
  const script = changedLines(lines)
  if (told.length === 0 && script.length === 0) return [`${before.label} and ${after.label} are equal`]
  return [...told, ...(script.length === 0 ? [] : ['', `script ${before.label} → ${after.label}`, ...script])]
}

/** A query is told by its script below; other values fit a line. */
function changeText({ path, before, after }: ParameterChange): string {
  if (path === 'config.sql') return 'query (see the script)'
  const text = (value: unknown): string => (value === undefined ? 'not set' : JSON.stringify(value))
  return `${path}: ${text(before)} → ${text(after)}`
}

const CONTEXT = 2

/** What changed, with the lines around it. */
function changedLines(lines: readonly DiffLine[]): readonly string[] {
  const isNear = lines.map((_, at) => lines.slice(Math.max(0, at - CONTEXT), at + CONTEXT + 1).some(isChange))
  return lines.flatMap((line, at) => {
    if (isNear[at]) return [`${line.change} ${line.text}`]
    return isNear[at - 1] ? ['  …'] : []
  })
}

const isChange = ({ change }: DiffLine): boolean => change !== ' '
