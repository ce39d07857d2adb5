import { readSync, writeSync } from 'node:fs'
import { createRandom } from '../../../base/random.ts'
import { expectOk } from '../../testing-kit/expect-result.ts'
import { adding, flow, version } from '../../testing-kit/sample-records.ts'
import { isProcessAlive } from '../process-alive.ts'
import { openSqliteStore } from '../sqlite-store.ts'

// One of several processes that want to write the same workspace: takes the lock, by force now and then,
// saves, loses it, loads again. Says each revision that was acknowledged to it.

interface RivalOrder {
  readonly path: string
  readonly name: string
  readonly seed: number
  readonly saves: number
}

function rival({ path, name, seed, saves }: RivalOrder): void {
  const random = createRandom(seed)
  const store = expectOk(
    openSqliteStore(path, {
      ...{ clock: Date.now, host: 'here', pid: process.pid, isAlive: isProcessAlive },
      parseRecord: (json) => json as ReturnType<Parameters<typeof openSqliteStore>[1]['parseRecord']>,
    }),
  )
  let token = -1
  for (let saved = 0, attempts = 0; saved < saves && attempts < saves * 50; attempts++) {
    if (random() < 0.2) {
      const locked = store.lock(name, random() < 0.5)
      if (locked.ok) token = locked.value.token
    }
    const { revision } = expectOk(store.load())
    // Between loading and saving anybody may come.
    const base = random() < 0.1 ? revision - 1 : revision
    const result = store.save(adding(version(flow(`flow_${name}`), base + 1)), base, token)
    if (result.ok) {
      saved++
      writeSync(1, `${result.value.revision}\n`)
    } else if (result.error.tag !== 'conflict' && result.error.tag !== 'lock-lost') {
      throw new Error(JSON.stringify(result.error))
    }
    if (random() < 0.1) store.releaseLock(token)
  }
  store.close()
}

writeSync(1, 'ready\n')
const line = Buffer.alloc(4096)
const length = readSync(0, line)
if (length > 0) rival(JSON.parse(line.toString('utf8', 0, length)))
