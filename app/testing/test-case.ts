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

/** A test as an engine case: the same statements and the same rows in the same order, to be run by real Flink. */
export function testCase(
  id: string,
  graph: FlowGraph,
  compiled: CompiledFlow,
  sources: readonly LoadedSource[],
  disorder: Disorder,
): TestCase {
  const { arrivals } = createFeed(sources, disorder)
  const options = flowOptions(graph.flow.name, graph.flow.settings).filter(([key]) => key.startsWith('table.'))
  return {
    id,
    config: { 'table.local-time-zone': 'UTC', ...Object.fromEntries(options) },
    statements: compiled.statements.filter(({ purpose }) => purpose !== 'setting').map(({ text }) => text),
    tables: Object.fromEntries([...sourceOverrides(graph).keys()].map((name) => [name, { watermark: 'pushdown' }])),
    events: arrivals.flatMap(({ input, row: message }) => {
      const source = sources[input]
      return (source?.messages[message] ?? []).map(({ kind, row }) => ({
        t: source?.node.name ?? '',
        ...(kind === INSERT ? {} : { kind: rowKindText(kind) }),
        row: source?.fields.map(({ type }, column) => toJson(row[column] ?? null, type)) ?? [],
      }))
    }),
  }
}
