import { compileFlow } from '../compile/compile-flow.ts'
import type { CompiledFlow, CompiledStatement, CompileProblem } from '../compile/compiled-flow.ts'
import { quoteIdentifier } from '../compile/quote.ts'
import { placeOfSpan } from '../compile/source-map.ts'
import { analyzeScript } from '../engine/analyze-script.ts'
import { DEFAULT_CATALOG, DEFAULT_DATABASE } from '../engine/catalog/catalog.ts'
import { type Outcome, Session } from '../engine/session.ts'
import type { ChangelogMode, StreamPlan } from '../engine/stream/node.ts'
import { type FlowGraph, reaches } from '../flow/graph.ts'
import { nodeKind } from '../flow/kinds/registry.ts'
import type { NodePlace } from '../flow/problem.ts'
import type { NodeRecord, SchemaColumn } from '../flow/records.ts'
import type { Diagnostic } from '../sql/diagnostic.ts'
import type { Span } from '../sql/span.ts'
import type { LogicalType } from '../types/logical-type.ts'
import { typeText } from '../types/type-text.ts'
import { sourceOverrides } from './source-overrides.ts'

/** What a node gives out. */
export interface NodeOutput {
  readonly columns: readonly { readonly name: string; readonly type: LogicalType }[]
  /** Its changes in Flink's letters: `I`, `I,UA`, `I,UB,UA,D`. */
  readonly mode: string
  /** The job that shows what this node gives out, alone. */
  readonly plan: StreamPlan
}

export interface FlowAnalysis {
  readonly compiled: CompiledFlow
  readonly problems: readonly CompileProblem[]
  readonly config: ReadonlyMap<string, string>
  /** The job with all sinks; undefined when something is in its way. */
  readonly plan: StreamPlan | undefined
  /** What a source or a transform gives out, planned when it is asked for; undefined when it cannot be planned. */
  output(node: string): NodeOutput | undefined
  /** What is worth knowing about a job that can run; found when it is asked for. */
  warnings(): readonly CompileProblem[]
}

/**
 * Compiles the flow and has the engine bind and plan it. A mistake in one node is told at that node, and
 * the others are still checked: when the whole job cannot be planned, each node is planned alone.
 */
export function analyzeFlow(graph: FlowGraph): FlowAnalysis {
  return new FlowAnalyzer(graph).analyze()
}

class FlowAnalyzer {
  readonly #graph: FlowGraph
  readonly #session: Session
  readonly #outputs = new Map<string, NodeOutput | undefined>()
  readonly #problems: CompileProblem[] = []
  /** Nodes whose statement the engine has refused, or that hang on such a one. */
  readonly #failed = new Set<string>()

  constructor(graph: FlowGraph) {
    this.#graph = graph
    this.#session = new Session({ config: [], tables: sourceOverrides(graph) })
  }

  analyze(): FlowAnalysis {
    const definitions = compileFlow(this.#graph)
    for (const statement of definitions.statements) this.#define(statement, definitions)
    const compiled = compileFlow(this.#graph, (node) => this.#viewColumns(node))
    for (const statement of compiled.statements) if (statement.purpose === 'sink') this.#define(statement, compiled)
    const plan = this.#planJob(compiled)
    if (plan === undefined) this.#findMistakes(compiled)
    const known = compiled.problems.filter((problem) => !this.#followsFromFailure(problem))
    return {
      compiled,
      problems: [...known, ...this.#problems],
      config: this.#session.config,
      plan,
      output: (id) => this.#output(id),
      warnings: () => (plan === undefined ? [] : this.#warnings(compiled)),
    }
  }

  #define(statement: CompiledStatement, compiled: CompiledFlow): void {
    const node = this.#graph.nodes.get(statement.node ?? '')
    const inputs = this.#graph.inputs.get(node?.id ?? '') ?? []
    const ready = inputs.every((input) => !this.#failed.has(input.id))
    if (ready && this.#note(this.#session.execute(statement.text), statement.span.start, compiled, node)) return
    if (node !== undefined) this.#failed.add(node.id)
  }

  /** Of the script as a whole, in which every place is a node's. */
  #warnings(compiled: CompiledFlow): readonly CompileProblem[] {
    const session = new Session({ config: [], tables: sourceOverrides(this.#graph) })
    const { diagnostics } = analyzeScript(compiled.script, session)
    return diagnostics
      .filter(({ severity, code }) => severity === 'warning' && code !== 'advice.unused-view')
      .map(({ fixes: _, ...diagnostic }) => this.#problemAt(diagnostic, diagnostic.span, compiled))
  }

  #planJob(compiled: CompiledFlow): StreamPlan | undefined {
    const inserts = compiled.statements.find(({ purpose }) => purpose === 'inserts')
    if (inserts === undefined || this.#failed.size > 0) return undefined
    const outcome = this.#session.execute(inserts.text)
    return outcome.kind === 'job' ? outcome.plan : undefined
  }

  /** Plans node by node, inputs first. Places of what is wrong count in the node's own statement, from which its view is bound. */
  #findMistakes(compiled: CompiledFlow): void {
    for (const { node: id, span, purpose } of compiled.statements) {
      const node = this.#graph.nodes.get(id ?? '')
      if (node === undefined || purpose === 'sink') continue
      const inputs = this.#graph.inputs.get(node.id) ?? []
      if (inputs.some((input) => this.#failed.has(input.id))) this.#failed.add(node.id)
      if (this.#failed.has(node.id)) continue
      if (!this.#note(this.#planNode(node), span.start, compiled, node)) this.#failed.add(node.id)
    }
    const sound = this.#problems.length === 0
    for (const { sink, span } of insertSpans(this.#graph, compiled)) {
      const inputs = this.#graph.inputs.get(sink.id) ?? []
      if (this.#failed.has(sink.id) || inputs.some((input) => this.#failed.has(input.id))) continue
      this.#note(this.#session.execute(compiled.script.slice(span.start, span.end)), span.start, compiled, sink)
    }
    const inserts = compiled.statements.find(({ purpose }) => purpose === 'inserts')
    if (sound && this.#problems.length === 0 && inserts !== undefined && this.#failed.size === 0)
      this.#note(this.#session.execute(inserts.text), inserts.span.start, compiled)
  }

  #planNode = (node: NodeRecord): Outcome => this.#session.execute(`SELECT * FROM ${quoteIdentifier(node.name)}`)

  #output(id: string): NodeOutput | undefined {
    const node = this.#graph.nodes.get(id)
    if (node === undefined || this.#failed.has(id) || nodeKind(node.config.kind).family === 'sink') return undefined
    if (!this.#outputs.has(id)) this.#outputs.set(id, outputOf(this.#planNode(node)))
    return this.#outputs.get(id)
  }

  /** Whether the statement was accepted; if not, its mistake becomes a problem at its place. */
  #note(outcome: Outcome, offset: number, compiled: CompiledFlow, node?: NodeRecord): boolean {
    if (outcome.kind !== 'failed') return true
    const { diagnostic } = outcome
    const span = { start: diagnostic.span.start + offset, end: diagnostic.span.end + offset }
    this.#problems.push(this.#problemAt(diagnostic, span, compiled, node))
    return false
  }

  #problemAt(diagnostic: Diagnostic, span: Span, compiled: CompiledFlow, node?: NodeRecord): CompileProblem {
    const { severity, code, message, params } = diagnostic
    const base = { severity, code, message, ...(params === undefined ? {} : { params }), diagnostic }
    const flow = this.#graph.flow.id
    const found = placeOfSpan(compiled.pieces, span)
    if (found !== undefined && (node === undefined || found.node === node.id))
      return { ...base, place: { kind: 'node', flow, ...found } }
    if (node === undefined) return { ...base, place: { kind: 'flow', flow, field: 'options' } }
    const place: NodePlace = { kind: 'node', flow, node: node.id }
    return { ...base, place }
  }

  /** As a sink declares them: without NOT NULL and without the marks of time attributes. */
  #viewColumns(node: NodeRecord): readonly SchemaColumn[] | undefined {
    const entry = this.#session.catalog.find([DEFAULT_CATALOG, DEFAULT_DATABASE, node.name])
    return entry?.columns.map(({ name, type }) => ({ name, type: columnTypeText(type) }))
  }

  #followsFromFailure({ code, place }: CompileProblem): boolean {
    if (code !== 'compile.columns-unknown' || place.kind !== 'node') return false
    return [...this.#failed].some((id) => reaches(this.#graph, id, place.node))
  }
}

function outputOf(outcome: Outcome): NodeOutput | undefined {
  const [sink] = outcome.kind === 'job' ? outcome.plan.sinks : []
  const input = sink?.inputs[0]
  if (outcome.kind !== 'job' || sink === undefined || input === undefined) return undefined
  return { columns: sink.columns, mode: modeText(input.mode), plan: outcome.plan }
}

/** Where each sink's INSERT stands in the script. */
function insertSpans(
  graph: FlowGraph,
  compiled: CompiledFlow,
): readonly { readonly sink: NodeRecord; readonly span: Span }[] {
  const inserts = compiled.statements.find(({ purpose }) => purpose === 'inserts')
  if (inserts === undefined) return []
  return compiled.pieces.flatMap(({ node, field, start, end }) => {
    const sink = graph.nodes.get(node)
    const isInsert = field === undefined && start > inserts.span.start && end < inserts.span.end
    return sink !== undefined && isInsert ? [{ sink, span: { start, end } }] : []
  })
}

function columnTypeText(type: LogicalType): string {
  const { time: _time, ...plain } = { time: undefined, ...type, nullable: true }
  return typeText(plain as LogicalType)
}

export function modeText(mode: ChangelogMode): string {
  const updates = mode.updates === 'both' ? ['UB', 'UA'] : mode.updates === 'after' ? ['UA'] : []
  return ['I', ...updates, ...(mode.deletes ? ['D'] : [])].join(',')
}
