import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Command } from './command.ts'
import { EXIT } from './exit-code.ts'
import { unavailable } from './read-flags.ts'

const HELP = `Usage: millrace bench WHAT [options]

  nexmark      the Nexmark queries from a file to the sink (--verify, --events N, --queries A,B, --runs N, --flink)
  operators    rows a second through the plan of each operator (--rows N, --runs N, --only NAME,NAME)
  growth       time per row from 10^5 to 10^7 rows (--rows N, --runs N)
  ingest       rows a second out of JSON lines (--rows N, --runs N)
  language     what an author waits for in an editor (--rows N)
  start        time to the first row (--runs N, --flink)
  pack         a pack that is larger than the memory: imported, run, cancelled (--gb N, --format ndjson|csv)
  window       what is felt in a real browser: frames, pages, input (--rows N, --gb N)

Prints JSON. The benchmarks belong to the sources of the project; the package has none.

Exit code: 0 measured, 1 something differs, 2 wrong usage, 3 the sources or what they need are not here.`

export const bench: Command = (args) => {
  if (args.includes('--help')) {
    console.log(HELP)
    return EXIT.ok
  }
  const script = fileURLToPath(new URL('../../tools/bench/bench.ts', import.meta.url))
  if (!existsSync(script)) return unavailable('bench', 'the benchmarks are part of the sources, which are not here')
  const { status } = spawnSync(process.execPath, [script, ...args.filter((word) => word !== '--json')], {
    stdio: 'inherit',
  })
  return status ?? EXIT.failed
}
