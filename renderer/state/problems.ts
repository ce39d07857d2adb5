import { createFlowGraph } from '../../app/flow/graph.ts'
import type { FlowCheck, Problem } from '../bridge/contract.ts'
import type { HostClient } from '../bridge/host-client.ts'
import type { WorkspaceDocument } from './document.ts'
import { flowDraft, flowRecords } from './flow-records.ts'
import { isGrammarProblem, liveProblems } from './live-problems.ts'
import { createStore, type Store } from './store.ts'

export interface FlowProblems {
  /** From the forms and the grammar of their SQL, at once. */
  readonly validation: readonly Problem[]
  /** From the engine, a moment later; kept while the next is under way. */
  readonly check: FlowCheck | undefined
  readonly checking: boolean
}
export interface ProblemsState {
  readonly byFlow: ReadonlyMap<string, FlowProblems>
}

export interface Problems extends Pick<Store<ProblemsState>, 'get' | 'subscribe'> {
  /** Keeps the problems of this flow current until the returned function is called. */
  watch(flow: string): () => void
  stop(): void
}

export const CHECK_DELAY_MS = 200

export function createProblems(host: HostClient, document: WorkspaceDocument): Problems {
  const store = createStore<ProblemsState>({ byFlow: new Map() })
  const watched = new Map<string, number>()
  const seen = new Map<string, readonly unknown[]>()
  const timers = new Map<string, ReturnType<typeof setTimeout>>()

  const put = (flow: string, change: Partial<FlowProblems>): void =>
    store.set(({ byFlow }) => {
      const before = byFlow.get(flow) ?? { validation: [], check: undefined, checking: false }
      return { byFlow: new Map(byFlow).set(flow, { ...before, ...change }) }
    })
  const check = async (flow: string): Promise<void> => {
    timers.delete(flow)
    const answer = await host.api.engine.check(flowDraft(document.get().records, flow)).catch(() => undefined)
    if (answer !== undefined) put(flow, { check: answer, checking: timers.has(flow) })
    else if (!timers.has(flow)) put(flow, { checking: false })
  }
  const look = (flow: string): void => {
    const records = flowRecords(document.get().records, flow)
    if (records === undefined) return
    const parts = [records.flow, ...records.nodes, ...records.edges]
    const before = seen.get(flow)
    if (before?.length === parts.length && before.every((part, index) => part === parts[index])) return
    seen.set(flow, parts)
    const graph = createFlowGraph(parts, flow)
    put(flow, { validation: graph === undefined ? [] : liveProblems(graph), checking: true })
    clearTimeout(timers.get(flow))
    timers.set(
      flow,
      setTimeout(() => void check(flow), CHECK_DELAY_MS),
    )
  }
  const unsubscribe = document.subscribe(() => {
    for (const flow of watched.keys()) look(flow)
  })

  return {
    get: store.get,
    subscribe: store.subscribe,
    watch(flow) {
      watched.set(flow, (watched.get(flow) ?? 0) + 1)
      look(flow)
      return () => {
        const left = (watched.get(flow) ?? 1) - 1
        if (left > 0) watched.set(flow, left)
        else watched.delete(flow)
      }
    },
    stop() {
      unsubscribe()
      for (const timer of timers.values()) clearTimeout(timer)
    },
  }
}

const NONE: readonly Problem[] = []

/** Both kinds together; what both find is said once. */
export function allProblems(problems: FlowProblems | undefined): readonly Problem[] {
  if (problems === undefined) return NONE
  const found = new Map<string, Problem>()
  for (const problem of [...problems.validation, ...checkedProblems(problems)]) {
    const key = JSON.stringify([problem.message, problem.place])
    if (!found.has(key)) found.set(key, problem)
  }
  return [...found.values()]
}

/** What the grammar finds is found at once: while a check is under way, what the last one said of it is old. */
function checkedProblems({ check, checking }: FlowProblems): readonly Problem[] {
  const problems = check?.problems ?? NONE
  return checking ? problems.filter((problem) => !isGrammarProblem(problem)) : problems
}

export const problemsOfNode = (problems: readonly Problem[], node: string): readonly Problem[] =>
  problems.filter((problem) => problem.place.kind === 'node' && problem.place.node === node)
