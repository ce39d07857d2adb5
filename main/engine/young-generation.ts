import { setFlagsFromString } from 'node:v8'

/**
 * Lets V8's space for new objects grow to its full size at once, not by doubling. Syntax trees, packs and the state of
 * a run live on: in a small space they would be copied again and again. A megabyte of SQL is read with a sixth less
 * work, the first time in a process.
 */
export function growYoungGenerationAtOnce(): void {
  setFlagsFromString('--semi-space-growth-factor=16')
}
