import { createHash } from 'node:crypto'
import { describeStore } from '../testing-kit/store-suite.ts'
import { createMemoryStore, createMemoryWorkspace } from './memory-store.ts'

describeStore('memory store', () => {
  const workspace = createMemoryWorkspace()
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  return {
    open: (environment) => createMemoryStore(workspace, environment, sha256),
    dispose() {},
  }
})
