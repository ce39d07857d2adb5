import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { unavailable } from './read-flags.ts'

/** The benchmarks belong to the sources of the project; the package has none. */
export const bench: Command = {
  usage: 'bench [WHAT]',
  summary: 'measure the engine: Nexmark, operators, growth, ingest, start',
  run(args) {
    const script = fileURLToPath(new URL('../../tools/bench/bench.ts', import.meta.url))
    if (!existsSync(script)) return unavailable('bench', 'the benchmarks are part of the sources, which are not here')
    const { status } = spawnSync(process.execPath, [script, ...args.filter((word) => word !== '--json')], {
      stdio: 'inherit',
    })
    return status ?? EXIT.failed
  },
}
