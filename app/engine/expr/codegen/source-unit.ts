import type { Factory } from './factory-cache.ts'

/**
 * One generated function and everything it refers to. Whatever comes from the user (literals, names,
 * patterns) travels in the constants array; the text holds only what the generator itself wrote.
 */
export class SourceUnit {
  private readonly constants: unknown[] = []
  private readonly constantNames = new Map<unknown, string>()
  private locals = 0

  /** The name of a constant: the same value gets the same name. */
  constant(value: unknown): string {
    const known = this.constantNames.get(value)
    if (known !== undefined) return known
    const name = `k${this.constants.length}`
    this.constants.push(value)
    // 0 and -0 are one key of a Map, but not one constant.
    if (!Object.is(value, -0)) this.constantNames.set(value, name)
    return name
  }

  local(): string {
    return `v${this.locals++}`
  }

  /** The text of a module whose body returns a function (or an object of functions). */
  text(body: readonly string[]): string {
    const head = this.constants.map((_, i) => `const k${i} = k[${i}]`)
    return ["'use strict'", ...head, ...body].join('\n')
  }

  compile<T>(factory: Factory): T {
    return factory(this.constants) as T
  }
}
