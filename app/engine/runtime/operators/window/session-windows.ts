import { hashMapBucket } from '../../../../types/java-hash.ts'

/** From the first row to one gap after the last, in local time. */
export interface Session {
  /** Names the session to its timers; a session that grows is another one. */
  readonly id: number
  readonly start: number
  readonly end: number
}

const NONE: readonly never[] = []

/**
 * The sessions that the window of a new row touches, two at most, in the order in which Flink merges them: that
 * of a HashSet to which it adds the one that starts later, or with the row, first.
 */
export function touchedSessions<S extends Session>(sessions: readonly S[], start: number, end: number): readonly S[] {
  const [only] = sessions
  if (only !== undefined && sessions.length === 1) return only.start <= end && only.end >= start ? sessions : NONE
  const touched = sessions.filter((s) => s.start <= end && s.end >= start)
  if (touched.length < 2) return touched
  const bucket = ({ start: from, end: to }: Session): number =>
    hashMapBucket(timeWindowHash(from, to), touched.length + 1)
  return touched.sort((a, b) => bucket(a) - bucket(b) || b.start - a.start)
}

/** `TimeWindow.hashCode` of Flink's table runtime. */
function timeWindowHash(start: number, end: number): number {
  const odd = (lowBits(end) << 1) + 1
  return (lowBits(start) + inverse(odd)) | 0
}

/** The inverse of an odd number modulo 2^32: its cube has four right bits, each round doubles them. */
function inverse(odd: number): number {
  let result = Math.imul(Math.imul(odd, odd), odd)
  for (let round = 0; round < 3; round++) result = Math.imul(result, 2 - Math.imul(odd, result))
  return result
}

/** The low 32 bits of a safe integer, as an int. */
const lowBits = (value: number): number => Number(BigInt.asIntN(32, BigInt(value)))
