import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { KillOrder } from './kill-child.ts'

const CHILD = fileURLToPath(new URL('./kill-child.ts', import.meta.url))

/** Children one after another; the next one starts while this one works, which hides the start of Node. */
export interface KillLane {
  /** Runs a child until it is dead and returns the greatest number it acknowledged (0: none). */
  run(order: KillOrder, killAfterMs: number | undefined): Promise<number>
  close(): void
}

interface Warm {
  readonly child: ChildProcess
  readonly ready: Promise<void>
  readonly died: Promise<string>
}

export function createKillLane(): KillLane {
  let next = start()
  return {
    async run(order, killAfterMs) {
      const { child, ready, died } = next
      next = start()
      await ready
      child.stdin?.write(JSON.stringify(order))
      if (killAfterMs !== undefined) setTimeout(() => child.kill('SIGKILL'), killAfterMs)
      const output = await died
      return Math.max(0, ...output.split('\n').slice(1, -1).map(Number))
    },
    close: () => void next.child.kill('SIGKILL'),
  }
}

function start(): Warm {
  const child = spawn(process.execPath, [CHILD], { stdio: ['pipe', 'pipe', 'pipe'] })
  let output = ''
  let errors = ''
  const ready = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()))
  child.stdout.setEncoding('utf8').on('data', (text) => {
    output += text
  })
  child.stderr.setEncoding('utf8').on('data', (text) => {
    errors += text
  })
  const died = new Promise<string>((resolve, reject) =>
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(output)
      else reject(new Error(`the child ended by itself (${code}): ${errors}`))
    }),
  )
  died.catch(() => {})
  return { child, ready, died }
}
