import { requireEqualLengths } from '#lib/core/analytics/argument-checks'

type Matrix = readonly (readonly (number | null)[])[]

/** Members of a cluster as they stand in the order. */
type Cluster = readonly number[]

/** Two clusters by their places, and how far apart they are; `Infinity` when no pair of members is known. */
interface Pair {
  first: number
  second: number
  distance: number
}

/**
 * An order of rows and columns that puts what moves together side by side.
 * Purpose: blocks of a correlation table become visible.
 * Formula: average-linkage clustering on the distance 1 − ρ; of two clusters that join, each is turned so that the
 * members that meet are the closest ones. Returns places of the matrix, each once.
 * Gaps: an unknown cell does not count in a cluster's mean; clusters without any known pair between them join last, in
 * the order given. Deterministic: ties go to what stands first in the matrix.
 * Cost: O(n³). Source: Sokal & Michener, University of Kansas Science Bulletin 38 (1958), UPGMA.
 * Example: a–c and b–d correlated, the rest not → [0, 2, 1, 3].
 * @throws RangeError for a matrix that is not square
 */
export function similarityOrder(matrix: Matrix): number[] {
  requireEqualLengths('similarityOrder', { rows: matrix, ...Object.fromEntries(matrix.entries()) })
  let clusters: Cluster[] = matrix.map((_, at) => [at])
  while (clusters.length > 1) {
    const { first, second } = closestPair(clusters, matrix)
    const joined = join(clusters[first] ?? [], clusters[second] ?? [], matrix)
    clusters = clusters.with(first, joined).toSpliced(second, 1)
  }
  return [...(clusters[0] ?? [])]
}

function closestPair(clusters: readonly Cluster[], matrix: Matrix): Pair {
  let closest: Pair = { first: 0, second: 1, distance: Number.POSITIVE_INFINITY }
  for (const [first, members] of clusters.entries()) {
    for (let second = first + 1; second < clusters.length; second += 1) {
      const distance = meanDistance(members, clusters[second] ?? [], matrix)
      if (distance < closest.distance) closest = { first, second, distance }
    }
  }
  return closest
}

function meanDistance(one: Cluster, other: Cluster, matrix: Matrix): number {
  let sum = 0
  let n = 0
  for (const row of one) {
    for (const column of other) {
      const distance = distanceOf(matrix, row, column)
      if (!Number.isFinite(distance)) continue
      sum += distance
      n += 1
    }
  }
  return n === 0 ? Number.POSITIVE_INFINITY : sum / n
}

/** The four ways to lay two clusters side by side; the one whose meeting members are closest, the plain one on a tie. */
function join(one: Cluster, other: Cluster, matrix: Matrix): Cluster {
  const [turnedOne, turnedOther] = [one.toReversed(), other.toReversed()]
  const plain = [one, other] as const
  const ways = [plain, [one, turnedOther], [turnedOne, other], [turnedOne, turnedOther]] as const
  const meeting = ([left, right]: readonly [Cluster, Cluster]) => distanceOf(matrix, left.at(-1), right[0])
  let best: readonly [Cluster, Cluster] = plain
  for (const way of ways) if (meeting(way) < meeting(best)) best = way
  return best.flat()
}

function distanceOf(matrix: Matrix, row: number | undefined, column: number | undefined): number {
  const cells = row === undefined ? undefined : matrix[row]
  const correlation = (column === undefined ? null : cells?.[column]) ?? null
  return correlation === null || Number.isNaN(correlation) ? Number.POSITIVE_INFINITY : 1 - correlation
}
