import { statSync } from 'node:fs'
import { join } from 'node:path'

/** What a file was when something was made of it. Size and time say that it is still the same. */
export interface SourceStamp {
  /** Relative to the project's top, so that a project may be moved with its products. */
  readonly path: string
  readonly size: number
  readonly milliseconds: number
}

export function stampSources(top: string, paths: readonly string[]): readonly SourceStamp[] {
  return paths.map((path) => {
    const { size, mtimeMs } = statSync(join(top, path))
    return { path, size, milliseconds: mtimeMs }
  })
}

export function areUnchanged(top: string, stamps: readonly SourceStamp[]): boolean {
  return stamps.every(({ path, size, milliseconds }) => {
    const found = statSync(join(top, path), { throwIfNoEntry: false })
    return found !== undefined && found.size === size && found.mtimeMs === milliseconds
  })
}
