import type { FeedEvent } from '../engine/run-types.ts'
import type { FlowGraph } from '../flow/graph.ts'
import { nodeKind } from '../flow/kinds/registry.ts'
import type { FlowAnalysis } from './analyze-flow.ts'
import type { Feed } from './feed.ts'
import type { EdgeReport } from './report.ts'
import { type JobSettings, runJob } from './run-job.ts'
import type { SinkRows } from './sink-rows.ts'

export interface Observed {
  readonly edges: readonly EdgeReport[]
  readonly lateByNode: readonly { readonly node: string; readonly rows: number }[]
}

/**
 * What crossed each edge of the canvas, and where rows were dropped as late. A job has no views: its
 * plan is optimized across them. So what a view gives to another node is found by running the view
 * alone over the same rows, as if somebody had asked for `SELECT * FROM` it; what a sink got and what
 * a source gave is counted as it is. With many rows these looks would take longer than anyone waits for
 * them: then the feed does not have them any more.
 */
export function observeNodes(
  graph: FlowGraph,
  feed: Feed,
  output: FlowAnalysis['output'],
  sinks: ReadonlyMap<string, SinkRows>,
  late: number,
  settings: JobSettings,
): Observed {
  const events = feed.replay()
  const views = events === undefined ? new Map<string, ViewRun>() : runViews(graph, events, output, late, settings)
  const edges: EdgeReport[] = []
  for (const edge of graph.edges) {
    const from = graph.nodes.get(edge.from)
    const to = graph.nodes.get(edge.to)
    if (from === undefined || to === undefined) continue
    const reached = nodeKind(to.config.kind).family === 'sink' ? sinks.get(to.name) : undefined
    const rows = reached ?? views.get(from.id)?.rows
    if (rows !== undefined) edges.push({ edge: edge.id, kinds: rows.counts })
    else if (nodeKind(from.config.kind).family === 'source') edges.push({ edge: edge.id, kinds: feed.sent(from.name) })
  }
  return { edges, lateByNode: late === 0 ? [] : lateNodes(graph, views) }
}

interface ViewRun {
  readonly rows: SinkRows
  readonly late: number
}

/** Only the views that feed another view; with late rows all of them, to find where these were dropped. */
function runViews(
  graph: FlowGraph,
  events: readonly FeedEvent[],
  output: FlowAnalysis['output'],
  late: number,
  settings: JobSettings,
): ReadonlyMap<string, ViewRun> {
  const runs = new Map<string, ViewRun>()
  for (const node of graph.nodes.values()) {
    if (nodeKind(node.config.kind).family !== 'transform') continue
    const readers = graph.outputs.get(node.id) ?? []
    const feedsView = readers.some((reader) => nodeKind(reader.config.kind).family === 'transform')
    const given = feedsView || late > 0 ? output(node.id) : undefined
    if (given === undefined) continue
    const run = runJob(given.plan, events, settings)
    let step = run.next()
    while (!step.done) step = run.next()
    const rows = [...step.value.sinks.values()][0]
    if (rows !== undefined && step.value.failure === undefined) runs.set(node.id, { rows, late: step.value.late })
  }
  return runs
}

/** A view alone drops what its inputs drop and what it drops itself. */
function lateNodes(graph: FlowGraph, views: ReadonlyMap<string, ViewRun>): Observed['lateByNode'] {
  return [...views].flatMap(([node, { late }]) => {
    const before = (graph.inputs.get(node) ?? []).reduce((sum, input) => sum + (views.get(input.id)?.late ?? 0), 0)
    return late > before ? [{ node, rows: late - before }] : []
  })
}
