/** The engine process seen from either side: a child process, Electron's utility process, or a pair in memory. */
export interface EnginePort {
  post(message: unknown): void
  onMessage(listener: (message: unknown) => void): void
}

/** What the broker holds: it may also end the process, and learns when it is gone. */
export interface EngineProcess extends EnginePort {
  /** Called once, also when the process could not start. */
  onExit(listener: (reason: string) => void): void
  kill(): void
}
