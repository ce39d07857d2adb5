import { parseDuration } from './duration.ts'

const KEY = 'table.exec.state.ttl'

/**
 * After how many milliseconds of processing time Flink may free what an operator keeps and nobody has touched;
 * 0: never. A value that cannot be read has failed the plan.
 */
export const stateTtl = (config: ReadonlyMap<string, string>): number => parseTtl(config.get(KEY) ?? '0')

function parseTtl(text: string): number {
  const [, days = 0, hours = 0, minutes = 0, seconds = 0] =
    /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/i.exec(text.trim()) ?? []
  const iso = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds)
  return parseDuration(text) ?? iso * 1000
}
