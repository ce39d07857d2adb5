/**
 * Windows over TIMESTAMP_LTZ are laid in the local time of the session's zone. Local times are plain
 * millisecond counts; see Flink's TimeWindowUtil.
 */
export interface TimeShift {
  toLocal(instant: number): number
  /** Of a local time that comes twice the earlier instant, of one that is skipped the one moved forward. */
  toInstant(local: number): number
  /** When a timer for a local time fires: of a time that comes twice at the second, of one that is skipped at the gap. */
  toTimer(local: number): number
  /** The zone has summer time. */
  readonly changesClocks: boolean
}

/** For TIMESTAMP, which has no zone, and for UTC. */
export const noShift: TimeShift = {
  toLocal: (instant) => instant,
  toInstant: (local) => local,
  toTimer: (local) => local,
  changesClocks: false,
}
