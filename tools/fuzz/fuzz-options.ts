import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { FAMILIES } from './families.ts'

export interface FuzzOptions {
  readonly programs: number
  readonly seed: number
  /** The number of the first program of each family: to go on where a run ended. */
  readonly first: number
  readonly families: readonly string[]
  readonly oracle: string | undefined
  readonly withFlink: boolean
  readonly reducing: boolean
  readonly setUp: boolean
  readonly adopting: boolean
  /** Checks the recorded cases, or those of `files`, against what needs no Flink. */
  readonly selfChecking: boolean
  readonly out: string
  readonly json: string | undefined
  /** Case files in place of made programs. */
  readonly files: readonly string[]
}

const HELP = `Usage: npm run fuzz -- [options] [FILE…]

Makes programs and data, runs them on the local engine and on real Flink, and reduces what differs.
With FILEs, the cases in them take the place of made programs.

  --programs N     how many, over all families (650)
  --seed S         another seed, other programs (1)
  --first I        begin at the I-th program of each family (0)
  --family F,…     only these families: ${FAMILIES.map(({ name }) => name).join(' ')}
  --no-flink       only generate, run and check the local engine
  --no-reduce      write differences as they were found
  --oracle DIR     a folder with oracle.sh that runs real Flink
  --set-up         fetch Flink and build the project's own harness, once
  --adopt FILE…    keep found cases that are equal by now in conformance/fuzz.jsonl
  --self-check [FILE…]
                   check recorded cases against DuckDB, other table orders and themselves; no Flink
  --out DIR        where differences are written (out/fuzz)
  --json FILE      write the report as JSON

Exit code: 0 nothing unexplained, 1 an unexplained difference, 2 wrong usage, 3 Flink is not set up.`

export function readFuzzOptions(args: readonly string[]): FuzzOptions {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        programs: { type: 'string', default: '650' },
        seed: { type: 'string', default: '1' },
        first: { type: 'string', default: '0' },
        family: { type: 'string' },
        oracle: { type: 'string' },
        'no-flink': { type: 'boolean', default: false },
        'no-reduce': { type: 'boolean', default: false },
        adopt: { type: 'boolean', default: false },
        'self-check': { type: 'boolean', default: false },
        'set-up': { type: 'boolean', default: false },
        out: { type: 'string', default: join(import.meta.dirname, '../../out/fuzz') },
        json: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
    if (values.help) {
      console.log(HELP)
      process.exit(0)
    }
    const known = FAMILIES.map(({ name }) => name)
    const families = values.family?.split(',') ?? known
    const unknown = families.find((name) => !known.includes(name))
    if (unknown !== undefined) throw new Error(`there is no family ${unknown}`)
    return {
      programs: count(values.programs, 'programs'),
      seed: count(values.seed, 'seed'),
      first: count(values.first, 'first'),
      families,
      oracle: values.oracle,
      withFlink: !values['no-flink'],
      reducing: !values['no-reduce'],
      setUp: values['set-up'],
      adopting: values.adopt,
      selfChecking: values['self-check'],
      out: values.out,
      json: values.json,
      files: positionals,
    }
  } catch (error) {
    console.error(`fuzz: ${error instanceof Error ? error.message : String(error)}\n\n${HELP}`)
    process.exit(2)
  }
}

function count(text: string, name: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} takes a whole number`)
  return value
}
