const UNITS = [
  ['DAY', 86_400_000],
  ['HOUR', 3_600_000],
  ['MINUTE', 60_000],
  ['SECOND', 1_000],
] as const

/** Without a precision a field holds two digits. */
const MAX_FIELD = 99

/** The milliseconds as an interval literal that Flink accepts, in the largest unit that says it without a fraction. */
export function intervalText(millis: number): string {
  for (const [unit, size] of UNITS) {
    const count = millis / size
    if (Number.isInteger(count) && count >= 1 && count <= MAX_FIELD) return `INTERVAL '${count}' ${unit}`
  }
  const seconds = Math.floor(millis / 1_000)
  const fraction = millis % 1_000
  const text = fraction === 0 ? String(seconds) : `${seconds}.${String(fraction).padStart(3, '0')}`
  if (seconds <= MAX_FIELD) return `INTERVAL '${text}' SECOND`
  const digits = String(seconds).length
  return `INTERVAL '${text}' SECOND(${digits}${fraction === 0 ? '' : ', 3'})`
}
