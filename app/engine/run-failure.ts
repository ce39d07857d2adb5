import type { Span } from '../sql/span.ts'

/** A statement that Flink would start and then fail: bad cast, division by zero, null in a NOT NULL sink column. */
export class RunFailure extends Error {
  override readonly name = 'RunFailure'
  /** The Java class that Flink would name, where known, e.g. 'NumberFormatException'. */
  readonly errorClass: string
  constructor(errorClass: string, message: string) {
    super(message)
    this.errorClass = errorClass
  }
}

/** The job fails before its first row: Flink's code for the call at `span` does not compile, or cannot be made. */
export class StartFailure extends RunFailure {
  readonly span: Span
  constructor({ errorClass, message }: RunFailure, span: Span) {
    super(errorClass, message)
    this.span = span
  }
}
