import { emptyDiff } from '../../base/diff.ts'
import { failed, ok, type Result } from '../../base/result.ts'
import type { FlowRecord, FlowSettings, TestRecord, WorkspaceRecord } from '../records.ts'
import { nameMistake } from '../validate.ts'
import { type CreateId, diffOf, type FlowDiff, freeName, type Records, recordOf, recordsOf } from './diff-of.ts'
import type { NameRefusal } from './nodes.ts'

export const DEFAULT_SETTINGS: FlowSettings = { timeAttribute: 'event', options: [] }

const flowNames = (records: Records, project: string): Set<string> =>
  new Set(recordsOf(records, 'flow', (flow) => flow.project === project).map(({ name }) => name))

export function createFlow(
  records: Records,
  createId: CreateId,
  at: { readonly project: string; readonly folder?: string; readonly name: string },
): { readonly diff: FlowDiff; readonly flow: FlowRecord } {
  const { project, folder } = at
  const flow: FlowRecord = {
    type: 'flow',
    id: createId('flow'),
    project,
    ...(folder === undefined ? {} : { folder }),
    name: freeName(at.name, flowNames(records, project), ' '),
    description: '',
    settings: DEFAULT_SETTINGS,
  }
  return { diff: diffOf({ added: [flow] }), flow }
}

export function renameFlow(records: Records, id: string, name: string): Result<FlowDiff, NameRefusal> {
  const flow = recordOf(records, 'flow', id)
  if (flow === undefined || flow.name === name) return ok(emptyDiff)
  const mistake = nameMistake(name)
  if (mistake !== undefined) return failed(mistake)
  if (flowNames(records, flow.project).has(name))
    return failed({ code: 'name.taken', message: `There is another flow called ${name}` })
  return ok(diffOf({ updated: [[flow, { ...flow, name }]] }))
}

export function setFlowSettings(records: Records, id: string, settings: FlowSettings): FlowDiff {
  const flow = recordOf(records, 'flow', id)
  return flow === undefined ? emptyDiff : diffOf({ updated: [[flow, { ...flow, settings }]] })
}

/** The flow with its nodes, edges and tests. Versions and publications stay: they are history. */
export function deleteFlow(records: Records, id: string): FlowDiff {
  const flow = recordOf(records, 'flow', id)
  if (flow === undefined) return emptyDiff
  const removed: WorkspaceRecord[] = [flow]
  for (const record of records.values())
    if ((record.type === 'node' || record.type === 'edge' || record.type === 'test') && record.flow === id)
      removed.push(record)
  return diffOf({ removed })
}

export function createTest(
  records: Records,
  createId: CreateId,
  flow: string,
  name: string,
): { readonly diff: FlowDiff; readonly test: TestRecord } {
  const taken = new Set(recordsOf(records, 'test', (test) => test.flow === flow).map((test) => test.name))
  const test: TestRecord = {
    type: 'test',
    id: createId('test'),
    flow,
    name: freeName(name, taken, ' '),
    inputs: [],
    disorder: { seed: 1, shuffleRows: 0, duplicate: 0, drop: 0, late: { share: 0, byRows: 0 } },
    expectations: [],
  }
  return { diff: diffOf({ added: [test] }), test }
}

export function updateTest(records: Records, test: TestRecord): FlowDiff {
  const before = recordOf(records, 'test', test.id)
  return before === undefined ? emptyDiff : diffOf({ updated: [[before, test]] })
}
