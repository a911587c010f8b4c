/** A transfer that failed or whose file cannot be believed: one sentence for the operator, exit code 1. */
export class TransferError extends Error {
  static readonly exitCode = 1
  override readonly name = 'TransferError'
}
