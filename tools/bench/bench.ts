import { parseArgs } from 'node:util'
import { timeIngest } from './ingest.ts'
import { timeLanguage } from './language.ts'
import { timeLargePack } from './large-pack.ts'
import { loadKit, nexmarkHome } from './nexmark/kit.ts'
import { timeNexmark } from './nexmark/nexmark.ts'
import { workQuery } from './nexmark/query-worker.ts'
import { verify } from './nexmark/verify.ts'
import { timeGrowth, timeOperators, workOperator } from './operators/operators.ts'
import { timeStart } from './start.ts'
import { timeWindow } from './window/window.ts'

const HELP = `Usage: npm run bench -- WHAT [options]

  nexmark            the Nexmark queries, from a file to the sink
    --verify         run them on the data sets of which Flink's results are known, and compare
    --events N       events in the file (1,000,000)
    --queries A,B    some of them
    --runs N         of which the medians are told (3)
    --flink          also on real Flink, in turn, with the ratio

  operators          rows a second through the plan of each operator, from values to the sink; and what a
                     hand-written loop over the same rows does, to see what the machine gives
    --rows N         (1,000,000)   --runs N  (5)   --only NAME,NAME
  growth             time per row from 10^5 to 10^7 rows, the least of all runs
    --rows N         at most (10,000,000)   --runs N  (1)   --only NAME,NAME
  ingest             rows a second out of JSON lines   --rows N  (500,000)   --runs N  (3)
  language           what an author waits for in an editor, in a script of many lines   --rows N  (1,000)
  start              time to the first row: an engine that is warm, and a new process
    --runs N  (5)   --flink  also Flink's
  pack               a pack that is larger than the memory: imported, run, cancelled
    --gb N  (1)      --format ndjson|csv
  window             a run of many rows in a real browser, its result scrolled, a large pack imported
    --rows N  (1,000,000)   --gb N  (1; 0: nothing is imported)

Prints JSON lines. Nexmark needs its kit beside the project, or in MILLRACE_NEXMARK.`

process.exitCode = await bench(process.argv.slice(2))

async function bench([what, ...args]: readonly string[]): Promise<number> {
  switch (what) {
    case 'nexmark':
      return nexmark(args)
    case 'nexmark-worker': {
      const [query = '', events = '', out = ''] = args
      await workQuery(query, Number(events), out)
      return 0
    }
    case 'operators': {
      const { rows, runs, only } = sizes(args, 1_000_000, 5)
      return timeOperators({ rows, runs }, only)
    }
    case 'operator-worker': {
      const [operator = '', rows, runs] = args
      workOperator(operator, { rows: Number(rows), runs: Number(runs) })
      return 0
    }
    case 'growth': {
      const { rows, runs, only } = sizes(args, 10_000_000, 1)
      return timeGrowth({ rows, runs }, only)
    }
    case 'ingest': {
      const { rows, runs } = sizes(args, 500_000, 3)
      return timeIngest(rows, runs)
    }
    case 'language':
      return timeLanguage(sizes(args, 1_000, 1).rows)
    case 'pack': {
      const options = { gb: { type: 'string', default: '1' }, format: { type: 'string', default: 'ndjson' } } as const
      const { values } = parseArgs({ args, options })
      return timeLargePack(Number(values.gb), values.format === 'csv' ? 'csv' : 'ndjson')
    }
    case 'window': {
      const options = { rows: { type: 'string', default: '1000000' }, gb: { type: 'string', default: '1' } } as const
      const { values } = parseArgs({ args, options })
      return timeWindow(Number(values.rows), Number(values.gb))
    }
    case 'start':
      return timeStart(sizes(args, 0, 5).runs, args.includes('--flink'))
    default:
      console.error(HELP)
      return 2
  }
}

async function nexmark(args: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      verify: { type: 'boolean', default: false },
      events: { type: 'string', default: '1000000' },
      queries: { type: 'string' },
      runs: { type: 'string', default: '3' },
      flink: { type: 'boolean', default: false },
    },
  })
  const kit = await loadKit()
  if (kit === undefined) {
    console.error(`There is no Nexmark kit in ${nexmarkHome}`)
    return 3
  }
  const queries = values.queries?.split(',')
  if (values.verify) return verify(kit, queries)
  const { events, runs, flink } = values
  return timeNexmark(kit, { events: Number(events), runs: Number(runs), queries, flink })
}

function sizes(args: readonly string[], rows: number, runs: number) {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rows: { type: 'string', default: String(rows) },
      runs: { type: 'string', default: String(runs) },
      only: { type: 'string' },
      flink: { type: 'boolean' },
    },
  })
  return { rows: Number(values.rows), runs: Number(values.runs), only: values.only?.split(',') }
}
