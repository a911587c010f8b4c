/** Parts on as few lines as fit, broken only between parts; one that fits nowhere has a line of its own. */
export function wrapParts(
  parts: readonly string[],
  separator: string,
  fits: (line: string) => boolean,
): string[] {
  const lines: string[] = []
  for (const part of parts) {
    const line = lines.at(-1)
    const longer = line === undefined ? part : `${line}${separator}${part}`
    if (line !== undefined && fits(longer)) lines[lines.length - 1] = longer
    else lines.push(part)
  }
  return lines
}
