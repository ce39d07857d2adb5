import { readFileSync } from 'node:fs'
import { extname } from 'node:path'
import { listFolder } from './list-folder.ts'

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
  const files = listFolder(folder)
  return (path) => {
    const file = files.get(path === '/' ? 'index.html' : path.slice(1))
    const type = file && TYPES[extname(file)]
    return file && type ? { type, bytes: readFileSync(file) } : undefined
  }
}
