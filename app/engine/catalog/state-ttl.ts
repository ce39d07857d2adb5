import { parseDuration } from './duration.ts'

const KEY = 'table.exec.state.ttl'

/**
 * After how many milliseconds of processing time Flink may free what an operator keeps and nobody has touched;
 * 0: never. A value that cannot be read has failed the plan.
 */
export const stateTtl = (config: ReadonlyMap<string, string>): number => parseTtl(config.get(KEY) ?? '0') ?? 0

/** Milliseconds, of a number with its unit or an ISO-8601 duration. */
export function parseTtl(text: string): number | undefined {
  const plain = parseDuration(text)
  if (plain !== undefined) return plain
  const parts = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/i.exec(text.trim())
  if (parts === null) return undefined
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
  const iso = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
  return iso * 1000
}
