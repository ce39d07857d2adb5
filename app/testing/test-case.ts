import { flowOptions } from '../compile/compile-flow.ts'
import type { CompiledFlow } from '../compile/compiled-flow.ts'
import type { FlowGraph } from '../flow/graph.ts'
import type { Disorder } from '../flow/records.ts'
import { type Json, toJson } from '../types/json-form.ts'
import { INSERT, type RowKindText, rowKindText } from '../types/row-kind.ts'
import { createFeed } from './feed.ts'
import type { LoadedSource } from './load-sources.ts'
import { sourceOverrides } from './source-overrides.ts'

/** An engine case, as `millrace replay` and real Flink run it. */
export interface TestCase {
  readonly id: string
  readonly config: Readonly<Record<string, string>>
  readonly statements: readonly string[]
  readonly tables: Readonly<Record<string, { readonly watermark: 'pushdown' }>>
  readonly events: readonly { readonly t: string; readonly kind?: RowKindText; readonly row: readonly Json[] }[]
}

/**
 * A test as an engine case: the same statements and the same rows in the same order, to be run by real
 * Flink. Undefined when a row of its packs cannot be read.
 */
export function testCase(
  id: string,
  graph: FlowGraph,
  compiled: CompiledFlow,
  sources: readonly LoadedSource[],
  disorder: Disorder,
): TestCase | undefined {
  const feed = createFeed(sources, disorder)
  const events = [...feed.events]
  if (feed.problems.some(({ severity }) => severity === 'error')) return undefined
  const fields = new Map(sources.map((source) => [source.node.name, source.fields]))
  const options = flowOptions(graph.flow.name, graph.flow.settings).filter(([key]) => key.startsWith('table.'))
  return {
    id,
    config: { 'table.local-time-zone': 'UTC', ...Object.fromEntries(options) },
    statements: compiled.statements.filter(({ purpose }) => purpose !== 'setting').map(({ text }) => text),
    tables: Object.fromEntries([...sourceOverrides(graph).keys()].map((name) => [name, { watermark: 'pushdown' }])),
    events: events.flatMap((event) => {
      if (event.kind !== 'row') return []
      const { table, change, values } = event
      const kind = change === INSERT ? {} : { kind: rowKindText(change) }
      const row = fields.get(table)?.map(({ type }, column) => toJson(values[column] ?? null, type)) ?? []
      return [{ t: table, ...kind, row }]
    }),
  }
}
