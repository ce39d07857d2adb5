import { spawn, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Measured } from '../run-measured.ts'
import { nexmarkHome } from './kit.ts'

/** Runs of the same queries on real Flink, through the kit's own script; the cluster stays up until `stop`. */
export class FlinkRuns {
  readonly #events: number
  #started = false
  #wasThere = false

  constructor(events: number) {
    this.#events = events
  }

  /** One run; the first one of all is preceded by one that warms the cluster up. */
  async run(query: string): Promise<Measured | { readonly refused: string }> {
    if (!this.#started) this.#wasThere = await answers('http://localhost:8081/overview')
    const line = await this.#script(['--runs', '1', '--warmup', this.#started ? '0' : '1', query])
    this.#started = true
    const result = JSON.parse(line) as { seconds?: number; cpuSeconds?: number; error?: string }
    if (result.error !== undefined) return { refused: result.error }
    return { seconds: result.seconds ?? Number.NaN, cpuSeconds: result.cpuSeconds ?? Number.NaN }
  }

  /** Stops the cluster unless it was there before. */
  async stop(): Promise<void> {
    if (!this.#started || this.#wasThere) return
    const oracle = process.env['ORACLE_HOME'] ?? join(nexmarkHome, '../oracle')
    spawnSync(join(oracle, 'flink-cluster.sh'), ['stop'], { stdio: 'ignore' })
  }

  #script(words: readonly string[]): Promise<string> {
    return new Promise((resolve, reject) => {
      const args = ['--events', String(this.#events), ...words]
      const child = spawn(join(nexmarkHome, 'flink-bench.sh'), args, {
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { ...process.env, KEEP: '1' },
      })
      let text = ''
      child.stdout.on('data', (piece) => {
        text += piece
      })
      child.on('error', reject)
      child.on('close', () => {
        const line = text.split('\n').findLast((each) => each.startsWith('{'))
        if (line === undefined) reject(new Error('Flink gave no result'))
        else resolve(line)
      })
    })
  }
}

const answers = (url: string): Promise<boolean> =>
  fetch(url, { signal: AbortSignal.timeout(2000) }).then(
    (response) => response.ok,
    () => false,
  )
