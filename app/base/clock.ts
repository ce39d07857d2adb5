/** Milliseconds since 1970 UTC. Injected, so that runs and tests own their time. */
export type Clock = () => number
