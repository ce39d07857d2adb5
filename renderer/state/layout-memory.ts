// What the window remembers of its own shape, on this machine. It is a convenience: when it cannot be
// read or written the window opens as new.

const PREFIX = 'millrace.'

export function rememberLayout(key: string, value: unknown): void {
  try {
    localStorage.setItem(PREFIX + key, JSON.stringify(value))
  } catch {
    // Full or forbidden: the window goes on without a memory.
  }
}

export function recallLayout(key: string): unknown {
  try {
    const text = localStorage.getItem(PREFIX + key)
    return text === null ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
