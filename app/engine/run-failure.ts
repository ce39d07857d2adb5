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
