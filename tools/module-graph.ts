import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export interface Import {
  /** As written. */
  readonly specifier: string
  /** Path from the project's top, for a file of the project; undefined for packages and Node's own modules. */
  readonly file: string | undefined
  readonly typeOnly: boolean
  readonly line: number
}
export type ModuleGraph = ReadonlyMap<string, readonly Import[]>

export const projectTop = resolve(dirname(fileURLToPath(import.meta.url)), '..')

const SOURCE = /\.(ts|tsx|mjs|cjs)$/
const IMPORT =
  /^[ \t]*(?:import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)/gm

/** Every import of every source file below the folders. Reads text, so that it sees type-only imports too. */
export function readModuleGraph(folders: readonly string[]): ModuleGraph {
  const graph = new Map<string, Import[]>()
  for (const folder of folders)
    for (const file of sourceFiles(join(projectTop, folder))) graph.set(relative(projectTop, file), readImports(file))
  return graph
}

function sourceFiles(folder: string): string[] {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

function readImports(file: string): Import[] {
  const text = blankComments(readFileSync(file, 'utf8'))
  const imports: Import[] = []
  for (const match of text.matchAll(IMPORT)) {
    const specifier = match[2] ?? match[3] ?? ''
    const target = specifier.startsWith('.') ? resolve(dirname(file), specifier.replace(/\?.*$/, '')) : undefined
    imports.push({
      specifier,
      file: target === undefined ? undefined : relative(projectTop, target),
      typeOnly: match[1] !== undefined,
      line: text.slice(0, match.index).split('\n').length,
    })
  }
  return imports
}

/** Comments become blanks of the same length, so that lines keep their numbers. */
function blankComments(text: string): string {
  const blank = (comment: string) => comment.replace(/[^\n]/g, ' ')
  return text.replace(/\/\*[\s\S]*?\*\//g, blank).replace(/^[ \t]*\/\/.*$/gm, blank)
}

/** Cycles of imports that exist at run time, each as the list of files that closes it. */
export function findCycles(graph: ModuleGraph): string[][] {
  const cycles: string[][] = []
  const done = new Set<string>()
  const path: string[] = []
  const visit = (file: string) => {
    const seenAt = path.indexOf(file)
    if (seenAt >= 0) {
      cycles.push([...path.slice(seenAt), file])
      return
    }
    if (done.has(file)) return
    path.push(file)
    for (const entry of graph.get(file) ?? [])
      if (!entry.typeOnly && entry.file !== undefined && graph.has(entry.file)) visit(entry.file)
    path.pop()
    done.add(file)
  }
  for (const file of graph.keys()) visit(file)
  return cycles
}
