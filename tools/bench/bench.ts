import { parseArgs } from 'node:util'
import { loadKit, nexmarkHome } from './nexmark/kit.ts'
import { timeNexmark } from './nexmark/nexmark.ts'
import { workQuery } from './nexmark/query-worker.ts'
import { verify } from './nexmark/verify.ts'

const HELP = `Usage: npm run bench -- WHAT [options]

  nexmark            the Nexmark queries, from a file to the sink
    --verify         run them on the data sets of which Flink's results are known, and compare
    --events N       events in the file (1,000,000)
    --queries A,B    some of them
    --runs N         of which the medians are told (3)
    --flink          also on real Flink, in turn, with the ratio

Prints JSON lines. Needs the Nexmark kit beside the project, or in MILLRACE_NEXMARK.`

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
