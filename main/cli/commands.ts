import type { Command } from './command.ts'

export interface NamedCommand {
  /** For the overview: `replay FILE… | -`. */
  readonly usage: string
  readonly summary: string
  /** Loaded only when it is the one that was called: half of the start is loading. */
  load(): Promise<Command>
}

export const commands: ReadonlyMap<string, NamedCommand> = new Map([
  [
    'open',
    {
      ...{ usage: 'open [WORKSPACE]', summary: 'open the window' },
      load: async () => (await import('./open.ts')).open,
    },
  ],
  [
    'test',
    {
      ...{ usage: 'test [PATH…]', summary: 'run unit tests, print a report' },
      load: async () => (await import('./test.ts')).test,
    },
  ],
  [
    'check',
    {
      ...{ usage: 'check PATH…', summary: 'parse, bind and plan; print diagnostics (--explain: plans)' },
      load: async () => (await import('./check.ts')).check,
    },
  ],
  [
    'compile',
    {
      ...{ usage: 'compile PATH [--flow NAME]', summary: 'print the Flink SQL script of a flow' },
      load: async () => (await import('./compile.ts')).compile,
    },
  ],
  [
    'publish',
    {
      ...{ usage: 'publish FLOW --target NAME', summary: 'publish a version (--dry-run: show every call)' },
      load: async () => (await import('./publish.ts')).publish,
    },
  ],
  [
    'diff',
    {
      ...{ usage: 'diff FLOW VERSION VERSION', summary: 'tell how two versions of a flow differ' },
      load: async () => (await import('./diff.ts')).diff,
    },
  ],
  [
    'export',
    {
      ...{ usage: 'export WORKSPACE FOLDER', summary: 'write a project as text files for git' },
      load: async () => (await import('./export.ts')).exportFiles,
    },
  ],
  [
    'import',
    {
      ...{ usage: 'import FOLDER WORKSPACE', summary: 'read a project from text files into a workspace' },
      load: async () => (await import('./import.ts')).importFiles,
    },
  ],
  [
    'functions',
    {
      ...{ usage: 'functions [WORD…]', summary: 'list the functions of the local engine' },
      load: async () => (await import('./functions.ts')).functions,
    },
  ],
  [
    'lsp',
    {
      ...{ usage: 'lsp', summary: 'serve any editor by the Language Server Protocol' },
      load: async () => (await import('./lsp.ts')).lsp,
    },
  ],
  [
    'replay',
    {
      ...{ usage: 'replay FILE… | -', summary: 'run engine cases, print their outcome as JSON lines' },
      load: async () => (await import('./replay.ts')).replay,
    },
  ],
  [
    'bench',
    {
      ...{ usage: 'bench WHAT', summary: 'measure the engine: Nexmark, operators, growth, ingest, start' },
      load: async () => (await import('./bench.ts')).bench,
    },
  ],
])
