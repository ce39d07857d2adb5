import { describe, expect, it } from 'vitest'
import { findCycles, type Import, readModuleGraph } from '../tools/module-graph.ts'

/** What the language service is asked and answers: the window's first thread knows no more of it. */
const LANGUAGE_ANSWERS = ['question', 'outline', 'suggestion'].map((name) => `app/language/${name}.ts`)

// The house rules of ARCHITECTURE.md, as a table: what each layer may import, by path prefix.
const LAYERS: Readonly<Record<string, readonly string[]>> = {
  'app/base': [],
  'app/types': ['app/base'],
  'app/sql': ['app/base', 'app/types'],
  'app/flow': ['app/base', 'app/types'],
  'app/codec': ['app/base', 'app/types'],
  'app/pack': ['app/base', 'app/types', 'app/codec', 'app/flow'],
  'app/compile': ['app/flow', 'app/sql', 'app/types', 'app/base'],
  'app/engine': ['app/base', 'app/types', 'app/sql', 'app/codec'],
  'app/language': [
    'app/base',
    'app/types',
    'app/sql',
    'app/engine/bind',
    'app/engine/catalog',
    'app/engine/expr/bound.ts',
    'app/engine/functions',
    'app/engine/logical',
    'app/engine/session.ts',
  ],
  'app/testing': ['app/compile', 'app/engine', 'app/pack', 'app/codec', 'app/flow', 'app/sql', 'app/types', 'app/base'],
  'app/workspace': ['app/flow', 'app/pack', 'app/testing', 'app/base'],
  'app/publish': ['app/compile', 'app/flow', 'app/sql', 'app/types', 'app/base'],
  'app/api': ['app'],
  renderer: ['app/base', 'app/types', 'app/sql', 'app/flow', 'app/compile', 'app/api/contract.ts', ...LANGUAGE_ANSWERS],
  // The window's second thread, where the language service runs; the first one knows only what it answers.
  'renderer/language': ['app/language', 'app/sql', 'app/base'],
  'main/engine': [
    'app/testing',
    'app/engine',
    'app/pack',
    'app/codec',
    'app/compile',
    'app/flow',
    'app/sql',
    'app/types',
    'app/base',
    'app/api',
  ],
  'main/cli': ['app', 'main/host', 'main/launch', 'main/engine', 'package.json'],
  'main/host': ['app', 'main/engine', 'main/launch', 'package.json'],
  'main/electron': ['app', 'main/host', 'main/engine', 'package.json'],
  'main/launch': ['app', 'main/host', 'main/electron', 'package.json'],
}

/** Rooms inside the engine. Files at its top are leaves that every room may use, but for the two façades. */
const ENGINE_LEAVES = ['row.ts', 'compiled.ts', 'run-failure.ts', 'run-types.ts']
const ENGINE_ROOMS: Readonly<Record<string, readonly string[]>> = {
  functions: [],
  expr: ['functions'],
  catalog: ['expr', 'functions'],
  logical: ['expr', 'functions', 'catalog'],
  bind: ['catalog', 'logical', 'expr', 'functions'],
  optimize: ['logical', 'expr', 'functions', 'catalog'],
  stream: ['logical', 'catalog', 'expr', 'functions'],
  advise: ['stream', 'logical', 'catalog', 'expr', 'functions'],
  runtime: [],
  drive: ['runtime'],
}

const PACKAGES: readonly (readonly [prefix: string, packages: readonly RegExp[]])[] = [
  ['app/workspace/sqlite', [/^better-sqlite3$/, /^node:/]],
  ['app/workspace', [/^node:/]],
  ['app/api', [/^zod$/]],
  ['app', []],
  ['renderer', [/^(?!node:|electron$|better-sqlite3$|ws$)/]],
  ['main/electron', [/^electron$/, /^node:/]],
  ['main', [/^node:/, /^ws$/, /^zod$/]],
]

const isTest = (file: string) => /\.test\.tsx?$|\/testing-kit\//.test(file)
const within = (file: string, prefix: string) => file === prefix || file.startsWith(`${prefix}/`)
const longest = (file: string, prefixes: readonly string[]) =>
  prefixes.filter((prefix) => within(file, prefix)).sort((a, b) => b.length - a.length)[0]

const graph = readModuleGraph(['app', 'renderer', 'main'])
const imports = [...graph]
  .filter(([file]) => !isTest(file))
  .flatMap(([file, list]) => list.map((entry) => ({ from: file, ...entry })))
const name = (entry: { from: string } & Import) => `${entry.from}:${entry.line} imports ${entry.specifier}`

describe('layers', () => {
  it('reads the whole project', () => {
    expect(graph.size).toBeGreaterThan(20)
    expect(imports.length).toBeGreaterThan(20)
  })

  it('imports go downward only', () => {
    const wrong = imports.filter((entry) => {
      const layer = longest(entry.from, Object.keys(LAYERS))
      if (layer === undefined || entry.file === undefined || within(entry.file, layer)) return false
      return !LAYERS[layer]?.some((allowed) => within(entry.file ?? '', allowed))
    })
    expect(wrong.map(name)).toEqual([])
  })

  it('the contract of the API is types only', () => {
    expect(imports.filter((entry) => entry.from === 'app/api/contract.ts' && !entry.typeOnly).map(name)).toEqual([])
    const knownByType = ['app/api/contract.ts', ...LANGUAGE_ANSWERS]
    expect(
      imports
        .filter(({ from }) => within(from, 'renderer') && !within(from, 'renderer/language'))
        .filter(({ file, typeOnly }) => knownByType.includes(file ?? '') && !typeOnly)
        .map(name),
    ).toEqual([])
  })

  it('rooms of the engine see only the rooms below them, and plans never the runtime', () => {
    const roomOf = (file: string) => file.split('/')[2] ?? ''
    const wrong = imports.filter((entry) => {
      if (!within(entry.from, 'app/engine') || entry.file === undefined || !within(entry.file, 'app/engine'))
        return false
      const from = roomOf(entry.from)
      const to = roomOf(entry.file)
      const allowed = ENGINE_ROOMS[from]
      if (allowed === undefined || from === to || ENGINE_LEAVES.includes(to)) return false
      return !(allowed.includes(to) || (entry.typeOnly && to === 'expr' && from === 'runtime'))
    })
    expect(wrong.map(name)).toEqual([])
  })

  it('packages and Node modules stay where they belong', () => {
    const wrong = imports.filter((entry) => {
      if (entry.specifier.startsWith('.')) return false
      const prefix = longest(
        entry.from,
        PACKAGES.map(([p]) => p),
      )
      const allowed = PACKAGES.find(([p]) => p === prefix)?.[1] ?? []
      return !allowed.some((pattern) => pattern.test(entry.specifier))
    })
    expect(wrong.map(name)).toEqual([])
  })

  // Inside one room files may call each other in a ring: grammars and trees are recursive.
  it('no ring of imports leaves its room', () => {
    const room = (file: string) =>
      within(file, 'app/engine') ? file.split('/').slice(0, 3).join('/') : file.slice(0, file.lastIndexOf('/'))
    expect(findCycles(graph).filter((cycle) => new Set(cycle.map(room)).size > 1)).toEqual([])
  })
})
