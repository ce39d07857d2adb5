import { registerHooks } from 'node:module'

// What generated code finds around it: the language, and the few globals that the engine itself uses.
const KEPT_GLOBALS = new Set([
  ...['Object', 'Function', 'Array', 'Number', 'Boolean', 'String', 'Symbol', 'BigInt', 'Date', 'RegExp', 'Math'],
  ...['JSON', 'Intl', 'Promise', 'Proxy', 'Reflect', 'Map', 'Set', 'WeakMap', 'WeakSet', 'WeakRef', 'Iterator'],
  ...['Error', 'AggregateError', 'EvalError', 'RangeError', 'ReferenceError', 'SyntaxError', 'TypeError', 'URIError'],
  ...['ArrayBuffer', 'DataView', 'Uint8Array', 'Int8Array', 'Uint8ClampedArray', 'Uint16Array', 'Int16Array'],
  ...['Uint32Array', 'Int32Array', 'Float16Array', 'Float32Array', 'Float64Array', 'BigInt64Array', 'BigUint64Array'],
  ...['parseInt', 'parseFloat', 'isNaN', 'isFinite', 'NaN', 'Infinity', 'undefined', 'eval', 'globalThis'],
  ...['encodeURI', 'encodeURIComponent', 'decodeURI', 'decodeURIComponent', 'escape', 'unescape'],
  ...['FinalizationRegistry', 'SuppressedError', 'DisposableStack', 'AsyncDisposableStack'],
  ...['TextEncoder', 'TextDecoder', 'URL', 'AbortController', 'AbortSignal', 'structuredClone', 'performance'],
])

// Roads from the process object to files, sockets, other processes and native code.
const CLOSED_ON_PROCESS = [
  ...['binding', '_linkedBinding', 'dlopen', 'getBuiltinModule', 'mainModule', 'execve', 'kill', '_kill', 'abort'],
  ...['stdin', 'stdout', 'stderr', 'openStdin', '_debugProcess', '_debugEnd', '_rawDebug', 'chdir', 'umask', 'send'],
  ...[
    'setuid',
    'setgid',
    'seteuid',
    'setegid',
    'setgroups',
    'initgroups',
    'loadEnvFile',
    'report',
    'disconnect',
    'parentPort',
  ],
]

/**
 * Takes from this process, for good, what Node's permission model leaves: the network, other
 * processes' ids, and every module that is not loaded yet. Called after all imports and before any
 * generated code exists; what the entry still needs it has taken before.
 */
export function lockDown(): void {
  registerHooks({
    resolve(specifier) {
      throw new Error(`the engine process loads nothing any more: ${specifier}`)
    },
  })
  for (const name of CLOSED_ON_PROCESS) {
    Reflect.defineProperty(process, name, { value: undefined, writable: false, configurable: false })
  }
  for (const name of Object.getOwnPropertyNames(globalThis)) {
    if (!KEPT_GLOBALS.has(name)) Reflect.deleteProperty(globalThis, name)
  }
}
