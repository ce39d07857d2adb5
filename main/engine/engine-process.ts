import { getHeapStatistics } from 'node:v8'
import { createFlowWork } from './flow-work.ts'
import { lockDown } from './lock-down.ts'
import { takeParentPort } from './parent-port.ts'
import { serveEngine } from './serve-engine.ts'

// The process in which generated code runs. All that it needs is taken first; then it is locked down,
// and only then is the first code generated.

const port = takeParentPort()
const { exit, stderr } = process
const { setImmediate, performance } = globalThis
lockDown()

const work = createFlowWork({
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  memory: { used: () => getHeapStatistics().used_heap_size, limit: getHeapStatistics().heap_size_limit },
})
serveEngine(port, work, (thrown) => {
  stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`)
  exit(70)
})
