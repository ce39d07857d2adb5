import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Answer } from '../../app/api/contract.ts'
import { createFlowGraph } from '../../app/flow/graph.ts'
import type { TestRecord, VersionRecord, WorkspaceRecord } from '../../app/flow/records.ts'
import { planPublication } from '../../app/publish/plan.ts'
import { analyzeFlow } from '../../app/testing/analyze-flow.ts'
import { loadSources } from '../../app/testing/load-sources.ts'
import { testCase } from '../../app/testing/test-case.ts'
import { expectOk } from '../../app/workspace/testing-kit/expect-result.ts'
import { createFlowWork } from '../engine/flow-work.ts'
import { createMemoryEngine } from '../engine/testing-kit/memory-engine.ts'
import { createHost, type Host } from './create-host.ts'
import { serveWindow } from './serve-window.ts'
import { createMemoryWindow } from './testing-kit/memory-window.ts'

// The script that was tested is the script that ships.

const folder = mkdtempSync(join(tmpdir(), 'millrace-submit-'))
const window = createMemoryWindow()
let host: Host

beforeAll(() => {
  host = expectOk(
    createHost({
      workspacePath: join(folder, 'a.millrace'),
      configFolder: folder,
      shell: 'browser',
      version: '1.2.3',
      sampleFolder: fileURLToPath(new URL('../../resources/sample', import.meta.url)),
      spawnEngine: () =>
        createMemoryEngine(createFlowWork({ now: () => performance.now(), pause: () => Promise.resolve() })),
      report: (problem) => expect.unreachable(String(problem)),
    }),
  )
  serveWindow(host, 'w1', window.port, (thrown) => expect.unreachable(String(thrown)))
})
afterAll(() => {
  host.close()
  rmSync(folder, { recursive: true })
})

const ofType = <T extends WorkspaceRecord['type']>(type: T) =>
  [...host.workspace.records().values()].filter(
    (record): record is Extract<WorkspaceRecord, { readonly type: T }> => record.type === type,
  )

/** The statements that a test of the flow gives to the engine, and to Flink as an engine case. */
function testedStatements(test: TestRecord): readonly string[] {
  const records = host.workspace.records()
  const graph = createFlowGraph(records.values(), test.flow)
  if (graph === undefined) throw new Error('no flow')
  const readPack = (blob: string) => expectOk(host.workspace.store.openBlob(blob))
  const { sources } = loadSources(graph, test, records, readPack)
  return testCase('a', graph, analyzeFlow(graph).compiled, sources, test.disorder)?.statements ?? []
}

describe('a submitted version', () => {
  it('holds for every sample flow the statements that its tests ran, sinks with their columns', async () => {
    const flows = ofType('flow')
    expect(flows.length).toBeGreaterThanOrEqual(3)
    for (const flow of flows) {
      const version = expectOk((await window.call('publish.submit', flow.id, '')) as Answer<VersionRecord, unknown>)
      const { preparations, submission } = planPublication(version, flow.name, 'id')
      const sent = [...preparations.filter((statement) => !statement.startsWith('SET ')), submission]
      const tests = ofType('test').filter((test) => test.flow === flow.id)
      expect(tests).not.toEqual([])
      for (const test of tests) expect(testedStatements(test)).toEqual(sent)
      const tables = sent.filter((statement) => statement.startsWith('CREATE TEMPORARY TABLE '))
      expect(tables).not.toEqual([])
      for (const table of tables) expect(table).toMatch(/^CREATE TEMPORARY TABLE `[^`]+` \(\s*`[^`]+` [A-Z]/)
    }
  })
})
