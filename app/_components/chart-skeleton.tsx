/** Keeps the chart's place while its code or its numbers are on the way. */
export function ChartSkeleton() {
  return (
    <>
      <noscript>The lines need JavaScript; every figure stands in the bands above.</noscript>
      <svg className="chart-skeleton" width="100%" height="100%" role="img" aria-label="The chart is loading">
        {[20, 40, 60, 80].map((percent) => (
          <line key={percent} x1="0" x2="100%" y1={`${percent}%`} y2={`${percent}%`} />
        ))}
      </svg>
    </>
  )
}
