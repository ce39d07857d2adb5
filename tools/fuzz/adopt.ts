import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type CaseOutcome, outcomeText } from '../../app/engine/case/testing-kit/case-outcome.ts'
import { runOwn } from './own-engine.ts'
import { type Program, programOf } from './program.ts'

const CONFORMANCE = join(import.meta.dirname, '../../conformance')
const RECORDED = join(CONFORMANCE, 'fuzz.jsonl')
const FLOORS = join(CONFORMANCE, 'floors.json')

interface Recorded extends Program {
  readonly flink: CaseOutcome
}

/** Makes found cases that are equal by now part of the recorded ones, so that they stay so. */
export function adopt(files: readonly string[]): void {
  const kept = existsSync(RECORDED) ? linesOf(RECORDED) : []
  const known = new Set(kept.map(({ statements, events }) => JSON.stringify([statements, events])))
  const adopted: Recorded[] = []
  for (const found of files.flatMap(linesOf)) {
    const program = programOf(found)
    const text = JSON.stringify([program.statements, program.events])
    if (known.has(text)) continue
    if (outcomeText(found.flink) !== outcomeText(runOwn(program))) {
      console.log(`${program.id} still differs: not adopted`)
      continue
    }
    known.add(text)
    adopted.push({ ...program, id: `fuzz-${program.family}-${kept.length + adopted.length}`, flink: found.flink })
  }
  const all = [...kept, ...adopted]
  writeFileSync(RECORDED, all.map((one) => `${JSON.stringify(one)}\n`).join(''))
  const floors = JSON.parse(readFileSync(FLOORS, 'utf8')) as Record<string, number>
  writeFileSync(FLOORS, `${JSON.stringify({ ...floors, fuzz: all.length }, null, 2)}\n`)
  console.log(`${adopted.length} cases adopted, ${all.length} in conformance/fuzz.jsonl`)
}

const linesOf = (file: string): readonly Recorded[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Recorded)
