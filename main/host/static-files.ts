import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.ttf': 'font/ttf',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
}

export interface StaticFile {
  readonly type: string
  readonly bytes: Uint8Array
}

/** The files of a folder as they were found at the start; a path that is not among them is nothing. */
export function listStaticFiles(folder: string): (path: string) => StaticFile | undefined {
  const files = new Map<string, string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    files.set(path.slice(folder.length).replaceAll('\\', '/').replace(/^\/?/, '/'), path)
  }
  return (path) => {
    const file = files.get(path === '/' ? '/index.html' : path)
    const type = file && TYPES[extname(file)]
    return file && type ? { type, bytes: readFileSync(file) } : undefined
  }
}
