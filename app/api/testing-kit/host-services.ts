import { createHash } from 'node:crypto'
import { ok } from '../../base/result.ts'
import type { Publisher } from '../../publish/publisher.ts'
import { createMemoryStore, createMemoryWorkspace } from '../../workspace/memory/memory-store.ts'
import { expectOk } from '../../workspace/testing-kit/expect-result.ts'
import { testEnvironment } from '../../workspace/testing-kit/test-environment.ts'
import type { HostServices } from '../create-handlers.ts'
import { openWorkspace } from '../open-workspace.ts'

/** A host in memory: a real workspace, and an engine and a publisher that do nothing. */
export function createTestServices(over: Partial<HostServices> = {}): HostServices {
  const store = createMemoryStore(createMemoryWorkspace(), testEnvironment(), (bytes) =>
    createHash('sha256').update(bytes).digest('hex'),
  )
  const workspace = expectOk(openWorkspace(store, 'ann', () => 7, { onRecords() {}, onLock() {} }))
  workspace.join('w1')
  let made = 0
  const unused = () => {
    throw new Error('not part of this test')
  }
  const publisher: Publisher = {
    ...{ dryRun: unused, start: unused, resolve: unused, recover: unused, look: unused, stop: unused },
  }
  return {
    info: { shell: 'browser', version: '1', engine: '1', workspace: store.path },
    preferences: { load: () => ({ theme: 'dark', language: 'en' }), save() {} },
    workspace,
    engine: {
      run: (run) => ok({ run }),
      stop() {},
      rows: async () => ({ ok: false, error: { tag: 'gone' } }),
      check: async () => undefined,
      compile: async () => ({ script: 'INSERT INTO a SELECT 1;', problems: [] }),
    },
    onRunStarted() {},
    tell() {},
    pause: () => Promise.resolve(),
    now: () => performance.now(),
    publisher,
    checkTarget: unused,
    newId: (prefix) => `${prefix}_${++made}`,
    clock: () => 7,
    ...over,
  }
}
