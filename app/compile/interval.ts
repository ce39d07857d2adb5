const UNITS = [
  ['DAY', 86_400_000],
  ['HOUR', 3_600_000],
  ['MINUTE', 60_000],
  ['SECOND', 1_000],
] as const

/** Without a precision a field of an interval holds two digits, and Flink cannot plan many more. */
const MAX_FIELD = 99

/**
 * Milliseconds (less than a hundred days) as interval literals to be taken away one after the other:
 * one, in the largest unit that says it whole, or as many as it takes.
 */
export function intervalTexts(millis: number): readonly string[] {
  for (const [unit, size] of UNITS) {
    const count = millis / size
    if (Number.isInteger(count) && count <= MAX_FIELD) return [literal(count, unit)]
  }
  const texts: string[] = []
  let rest = millis
  for (const [unit, size] of UNITS) {
    const count = Math.floor(rest / size)
    rest -= count * size
    if (unit === 'SECOND' && rest > 0) texts.push(`INTERVAL '${count}.${String(rest).padStart(3, '0')}' SECOND`)
    else if (count > 0) texts.push(literal(count, unit))
  }
  return texts
}

const literal = (count: number, unit: string): string => `INTERVAL '${count}' ${unit}`
