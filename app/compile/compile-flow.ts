import { type FlowGraph, sortTopologically } from '../flow/graph.ts'
import { nodeKind } from '../flow/kinds/registry.ts'
import type { FlowSettings, NodeRecord, SchemaColumn } from '../flow/records.ts'
import { validateFlow } from '../flow/validate.ts'
import type { CompiledFlow, CompileProblem } from './compiled-flow.ts'
import { sourceColumns } from './kinds/kafka-source.ts'
import type { CompileScope } from './kinds/node-compiler.ts'
import { declareNode } from './kinds/registry.ts'
import { quoteIdentifier, quoteString } from './quote.ts'
import { ScriptWriter } from './script-writer.ts'

/** The columns of a view, as analysis found them; undefined when it could not. */
export type ColumnResolver = (node: NodeRecord) => readonly SchemaColumn[] | undefined

/**
 * A flow as one Flink SQL script. Equal flows give equal bytes: nodes come in the order of the edges
 * and then of their names, and neither ids nor places on the canvas count.
 *
 * Without a resolver the sinks are left out: that script is what the analysis needs to find the
 * columns of the views.
 */
export const compileFlow = (graph: FlowGraph, resolve?: ColumnResolver): CompiledFlow =>
  writeFlow(graph, resolve, false)

/** The same script to look at and edit: queries and conditions that cannot be read stand in it as they are typed. */
export const sketchFlow = (graph: FlowGraph, resolve: ColumnResolver): Pick<CompiledFlow, 'script' | 'pieces'> =>
  writeFlow(graph, resolve, true)

function writeFlow(graph: FlowGraph, resolve: ColumnResolver | undefined, asTyped: boolean): CompiledFlow {
  const problems: CompileProblem[] = [...validateFlow(graph)]
  const broken = new Set(problems.flatMap(({ severity, place }) => brokenNode(severity, place)))
  const writer = new ScriptWriter()
  const columns = knownColumns(graph, resolve)
  const report = (problem: CompileProblem) => problems.push(problem)
  const scope: CompileScope = { graph, writer, asTyped, columnsOf: columns, report }
  writeSettings(writer, graph)
  const declared = new Set<string>()
  const { order } = sortTopologically(graph)
  const inOrder = (family: string): readonly NodeRecord[] =>
    order.filter((node) => nodeKind(node.config.kind).family === family)
  for (const node of [
    ...inOrder('source'),
    ...inOrder('transform'),
    ...(resolve === undefined ? [] : inOrder('sink')),
  ]) {
    const ready = (graph.inputs.get(node.id) ?? []).every((input) => declared.has(input.id))
    const isShown = asTyped && nodeKind(node.config.kind).family === 'transform'
    if ((broken.has(node.id) || !ready) && !isShown) continue
    writer.blankLine()
    if (declareNode(node, scope)) declared.add(node.id)
  }
  if (resolve !== undefined) writeInserts(graph, inOrder('sink'), declared, scope)
  return { script: writer.script, statements: writer.statements, pieces: writer.pieces, problems }
}

/** Where the job reads and writes may still be open: its logic can be analysed and tested without. */
const CONNECTION_FIELDS: ReadonlySet<string> = new Set(['servers', 'topic', 'groupId', 'parallelism'])

/** Whether the problem is only that a place to read from or write to is not stated. */
export const isOpenConnection = ({ place }: Pick<CompileProblem, 'place'>): boolean =>
  place.kind === 'node' && place.field !== undefined && CONNECTION_FIELDS.has(place.field)

function brokenNode(severity: CompileProblem['severity'], place: CompileProblem['place']): readonly string[] {
  return severity === 'error' && place.kind === 'node' && !isOpenConnection({ place }) ? [place.node] : []
}

/** What a node gives out: a source by its form, a filter as its input, a query as resolved. */
function knownColumns(graph: FlowGraph, resolve: ColumnResolver | undefined): CompileScope['columnsOf'] {
  const columnsOf = (node: NodeRecord): readonly SchemaColumn[] | undefined => {
    if (node.config.kind === 'kafka-source') return sourceColumns(node.config, graph.flow.settings)
    const resolved = resolve?.(node)
    if (resolved !== undefined || node.config.kind !== 'filter') return resolved
    const input = graph.inputs.get(node.id)?.[0]
    return input === undefined ? undefined : columnsOf(input)
  }
  return columnsOf
}

/** The job's parameters as Flink options, in the order in which they are set. */
export function flowOptions(name: string, settings: FlowSettings): readonly (readonly [key: string, value: string])[] {
  const options: (readonly [string, string])[] = [['pipeline.name', name]]
  if (settings.parallelism !== undefined) options.push(['parallelism.default', String(settings.parallelism)])
  if (settings.checkpointSeconds !== undefined)
    options.push(['execution.checkpointing.interval', `${settings.checkpointSeconds} s`])
  if (settings.timeZone !== undefined && settings.timeZone !== '')
    options.push(['table.local-time-zone', settings.timeZone])
  return [...options, ...settings.options.map(({ key, value }) => [key, value] as const)]
}

function writeSettings(writer: ScriptWriter, graph: FlowGraph): void {
  for (const [key, value] of flowOptions(graph.flow.name, graph.flow.settings))
    writer.statement('setting', () => writer.write(`SET ${quoteString(key)} = ${quoteString(value)}`))
}

function writeInserts(
  graph: FlowGraph,
  sinks: readonly NodeRecord[],
  declared: ReadonlySet<string>,
  { writer }: CompileScope,
): void {
  const ready = sinks.filter((sink) => declared.has(sink.id))
  if (ready.length === 0) return
  writer.blankLine()
  writer.statement('inserts', () => {
    writer.write('EXECUTE STATEMENT SET\nBEGIN\n')
    for (const sink of ready) {
      writer.mapped(sink.id, undefined, () => writeInsert(graph, sink, writer))
      writer.write(';\n')
    }
    writer.write('END')
  })
}

/** By name where the sink states its columns, so that their order is the author's own. */
function writeInsert(graph: FlowGraph, sink: NodeRecord, writer: ScriptWriter): void {
  const input = graph.inputs.get(sink.id)?.[0]
  if (input === undefined) return
  const stated = sink.config.kind === 'kafka-sink' ? sink.config.columns : []
  writer.write(`INSERT INTO ${quoteIdentifier(sink.name)} SELECT `)
  if (stated.length === 0) writer.write('*')
  else writer.mapped(sink.id, 'columns', () => writer.write(stated.map(({ name }) => quoteIdentifier(name)).join(', ')))
  writer.write(` FROM ${quoteIdentifier(input.name)}`)
}
