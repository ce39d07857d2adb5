import { getHeapStatistics } from 'node:v8'
import { createFlowWork } from './flow-work.ts'
import { lockDown } from './lock-down.ts'
import { takeParentPort } from './parent-port.ts'
import { serveEngine } from './serve-engine.ts'

// The process in which generated code runs. All that it needs is taken first; then it is locked down,
// and only then is the first code generated.

const port = takeParentPort()
const { exit, stderr } = process
/** What the heap was limited to: V8's own number counts the young generation in. */
const heapMb = Number(process.argv[2])
const { setImmediate, performance } = globalThis
lockDown()

const work = createFlowWork({
  now: () => performance.now(),
  pause: () => new Promise((resolve) => setImmediate(resolve)),
  ...(heapMb > 0 && { memory: { used: () => getHeapStatistics().used_heap_size, limit: heapMb * 1_048_576 } }),
})
serveEngine(port, work, (thrown) => {
  stderr.write(`${thrown instanceof Error ? thrown.stack : thrown}\n`)
  exit(70)
})
