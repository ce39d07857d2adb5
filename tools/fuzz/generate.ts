import { Dice } from './dice.ts'
import type { Family, Program } from './program.ts'

/** The program of that number: the same for family, seed and number, however many are made. */
export function generateProgram(family: Family, seed: number, index: number): Program {
  const dice = new Dice(
    mixed(
      [...family.name].map((letter) => letter.codePointAt(0) ?? 0),
      seed,
      index,
    ),
  )
  return { id: `${family.name}-${seed}-${index}`, family: family.name, ...family.generate(dice) }
}

function mixed(letters: readonly number[], ...numbers: readonly number[]): number {
  let hash = 0x811c9dc5
  for (const number of [...letters, ...numbers]) {
    hash = Math.imul(hash ^ number, 0x01000193)
    hash ^= hash >>> 13
  }
  return hash >>> 0
}
