import { writeFileSync } from 'node:fs'
import { FAMILIES } from './families.ts'
import { findFlink, setUpFlink } from './flink/flink-home.ts'
import { FlinkProcess } from './flink/flink-process.ts'
import { type FuzzOptions, readFuzzOptions } from './fuzz-options.ts'
import { generateProgram } from './generate.ts'
import { judge } from './judge.ts'
import { Report } from './report.ts'

const BATCH = 50

const options = readFuzzOptions(process.argv.slice(2))
if (options.setUp) {
  const problem = setUpFlink()
  if (problem !== undefined) console.error(problem)
  process.exit(problem === undefined ? 0 : 3)
}
process.exit(await fuzz(options))

async function fuzz({
  families,
  programs,
  seed,
  first,
  oracle,
  withFlink,
  reducing,
  out,
  json,
}: FuzzOptions): Promise<number> {
  const home = withFlink ? findFlink(oracle) : undefined
  if (typeof home === 'string') {
    console.error(home)
    return 3
  }
  const flink = home === undefined ? undefined : new FlinkProcess(home)
  const report = new Report()
  let stopping = false
  process.on('SIGINT', () => {
    stopping = true
    console.error('\nstopping after this batch')
  })
  const share = Math.ceil(programs / families.length)
  for (let done = first; done < first + share && !stopping; done += BATCH) {
    for (const family of FAMILIES.filter(({ name }) => families.includes(name))) {
      if (stopping) break
      const count = Math.min(BATCH, first + share - done)
      const batch = Array.from({ length: count }, (_, i) => generateProgram(family, seed, done + i))
      await judge(batch, flink, report, out, reducing)
      console.error(report.progress())
    }
  }
  flink?.stop()
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report.summary(), null, 2)}\n`)
  console.log(report.text())
  return report.unexplained === 0 ? 0 : 1
}
