import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkspaceStore } from '../store.ts'
import { expectOk } from '../testing-kit/expect-result.ts'
import { describeStore } from '../testing-kit/store-suite.ts'
import { openSqliteStore } from './sqlite-store.ts'

describeStore('sqlite store', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-store-'))
  const opened: WorkspaceStore[] = []
  return {
    open(environment) {
      const store = expectOk(openSqliteStore(join(folder, 'a.millrace'), environment))
      opened.push(store)
      return store
    },
    dispose() {
      for (const store of opened) store.close()
      rmSync(folder, { recursive: true })
    },
  }
})
