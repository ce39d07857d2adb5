import { compileFlow } from '../compile/compile-flow.ts'
import type { CompiledFlow, CompiledStatement, CompileProblem } from '../compile/compiled-flow.ts'
import { quoteIdentifier } from '../compile/quote.ts'
import { placeOfSpan } from '../compile/source-map.ts'
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
  readonly outputs: ReadonlyMap<string, NodeOutput>
  readonly config: ReadonlyMap<string, string>
  /** The job with all sinks; undefined when something is in its way. */
  readonly plan: StreamPlan | undefined
}

/**
 * Compiles the flow and has the engine bind and plan it, statement by statement, so that a mistake in
 * one node is told at that node and the others are still checked.
 */
export function analyzeFlow(graph: FlowGraph): FlowAnalysis {
  return new FlowAnalyzer(graph).analyze()
}

class FlowAnalyzer {
  readonly #graph: FlowGraph
  readonly #session: Session
  readonly #outputs = new Map<string, NodeOutput>()
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
    const compiled = compileFlow(this.#graph, (node) => this.#columnTexts(node))
    for (const statement of compiled.statements) if (statement.purpose === 'sink') this.#define(statement, compiled)
    const plan = this.#planInserts(compiled)
    const known = compiled.problems.filter((problem) => !this.#followsFromFailure(problem))
    const problems = [...known, ...this.#problems]
    return { compiled, problems, outputs: this.#outputs, config: this.#session.config, plan }
  }

  #define(statement: CompiledStatement, compiled: CompiledFlow): void {
    const node = this.#graph.nodes.get(statement.node ?? '')
    if (node === undefined) {
      this.#note(this.#session.execute(statement.text), statement.span.start, compiled)
      return
    }
    const inputs = this.#graph.inputs.get(node.id) ?? []
    const defined =
      inputs.every((input) => !this.#failed.has(input.id)) &&
      this.#note(this.#session.execute(statement.text), statement.span.start, compiled, node)
    if (!defined) this.#failed.add(node.id)
    else if (nodeKind(node.config.kind).family !== 'sink') this.#findOutput(node, statement, compiled)
  }

  /** Plans the node alone. Places of what is wrong count in the node's own statement, from which its view is bound. */
  #findOutput(node: NodeRecord, statement: CompiledStatement, compiled: CompiledFlow): void {
    const outcome = this.#session.execute(`SELECT * FROM ${quoteIdentifier(node.name)}`)
    if (!this.#note(outcome, statement.span.start, compiled, node)) this.#failed.add(node.id)
    if (outcome.kind !== 'job') return
    const input = outcome.plan.sinks[0]?.inputs[0]
    if (input === undefined) return
    const columns = outcome.plan.sinks[0]?.columns ?? []
    this.#outputs.set(node.id, { columns, mode: modeText(input.mode), plan: outcome.plan })
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

  /** Each insert alone, so that the mistake of one sink is told at that sink; then all together. */
  #planInserts(compiled: CompiledFlow): StreamPlan | undefined {
    const inserts = compiled.statements.find(({ purpose }) => purpose === 'inserts')
    if (inserts === undefined) return undefined
    const start = inserts.span.start + inserts.text.indexOf('INSERT INTO')
    let sound = true
    for (const sink of this.#graph.nodes.values()) {
      const piece = compiled.pieces.find(
        (candidate) => candidate.node === sink.id && candidate.field === undefined && candidate.start >= start,
      )
      if (piece === undefined || this.#failed.has(sink.id)) continue
      const outcome = this.#session.execute(compiled.script.slice(piece.start, piece.end))
      sound = this.#note(outcome, piece.start, compiled, sink) && sound
    }
    if (!sound || this.#failed.size > 0) return undefined
    const outcome = this.#session.execute(inserts.text)
    this.#note(outcome, inserts.span.start, compiled)
    return outcome.kind === 'job' ? outcome.plan : undefined
  }

  /** As a sink declares them: without NOT NULL and without the marks of time attributes. */
  #columnTexts(node: NodeRecord): readonly SchemaColumn[] | undefined {
    return this.#outputs.get(node.id)?.columns.map(({ name, type }) => ({ name, type: columnTypeText(type) }))
  }

  #followsFromFailure({ code, place }: CompileProblem): boolean {
    if (code !== 'compile.columns-unknown' || place.kind !== 'node') return false
    return [...this.#failed].some((id) => reaches(this.#graph, id, place.node))
  }
}

function columnTypeText(type: LogicalType): string {
  const { time: _time, ...plain } = { time: undefined, ...type, nullable: true }
  return typeText(plain as LogicalType)
}

export function modeText(mode: ChangelogMode): string {
  const updates = mode.updates === 'both' ? ['UB', 'UA'] : mode.updates === 'after' ? ['UA'] : []
  return ['I', ...updates, ...(mode.deletes ? ['D'] : [])].join(',')
}
