/**
 * One operation of the reference vectors: hands a case's arguments to the product's own functions and
 * answers what they return. It adapts shapes only; a formula written here would check nothing.
 */
export type Operation = (
  input: Record<string, unknown>,
  params: Record<string, unknown>,
) => Record<string, unknown>
