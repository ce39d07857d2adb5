/** Start of the window of `size` that holds `time`; times before the offset round down. */
export function windowStart(time: number, offset: number, size: number): number {
  const rest = (time - offset) % size
  return rest < 0 ? time - rest - size : time - rest
}
