import { readFileSync, writeFileSync } from 'node:fs'
import { adopt } from './adopt.ts'
import { checkRecorded } from './checks/check-recorded.ts'
import { FAMILIES } from './families.ts'
import { findFlink, setUpFlink } from './flink/flink-home.ts'
import { FlinkProcess } from './flink/flink-process.ts'
import { type FuzzOptions, readFuzzOptions } from './fuzz-options.ts'
import { generateProgram } from './generate.ts'
import { judge } from './judge.ts'
import { type Program, programOf } from './program.ts'
import { Report } from './report.ts'

const BATCH = 50

const options = readFuzzOptions(process.argv.slice(2))
if (options.setUp) {
  const problem = setUpFlink()
  if (problem !== undefined) console.error(problem)
  process.exit(problem === undefined ? 0 : 3)
}
if (options.adopting) {
  adopt(options.files)
  process.exit(0)
}
process.exit(options.selfChecking ? await checkRecorded(options.files) : await fuzz(options))

async function fuzz(options: FuzzOptions): Promise<number> {
  const home = options.withFlink ? findFlink(options.oracle) : undefined
  if (typeof home === 'string') {
    console.error(home)
    return 3
  }
  const flink = home === undefined ? undefined : new FlinkProcess(home)
  const report = new Report()
  let stopping = false
  process.on('SIGTERM', () => process.exit(143))
  process.on('SIGINT', () => {
    if (stopping) process.exit(130)
    stopping = true
    console.error('\nending after this batch; once more ends at once')
  })
  process.on('exit', () => flink?.stop())
  for (const batch of options.files.length > 0 ? batchesOfFiles(options.files) : batchesOf(options)) {
    if (stopping) break
    await judge(batch, flink, report, options)
    console.error(report.progress())
  }
  flink?.stop()
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report.summary(), null, 2)}\n`)
  console.log(report.text())
  return report.unexplained === 0 ? 0 : 1
}

/** The families in turn, so that a run that ends early has seen all of them. */
function* batchesOf({ families, programs, seed, first }: FuzzOptions): Iterable<readonly Program[]> {
  const share = Math.ceil(programs / families.length)
  for (let done = 0; done < share; done += BATCH) {
    for (const family of FAMILIES.filter(({ name }) => families.includes(name))) {
      const count = Math.min(BATCH, share - done)
      yield Array.from({ length: count }, (_, i) => generateProgram(family, seed, first + done + i))
    }
  }
}

function* batchesOfFiles(files: readonly string[]): Iterable<readonly Program[]> {
  for (const file of files) {
    const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
    yield lines.map((line) => programOf(JSON.parse(line) as Program))
  }
}
