/** A value that CAST cannot convert. TRY_CAST answers NULL instead, unless the failure is `fatal`. */
export class CastFailure extends Error {
  override readonly name = 'CastFailure'
  /** The Java class that Flink would name. */
  readonly errorClass: string
  readonly fatal: boolean
  constructor(errorClass: string, message: string, fatal = false) {
    super(message)
    this.errorClass = errorClass
    this.fatal = fatal
  }
}
