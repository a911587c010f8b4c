interface LoadFaultProps {
  /** What could not be had: 'The volatilities'. */
  what: string
  error: Error
  /** Whether older figures are still on screen. */
  isOldShown: boolean
  onRetry: () => void
}

/** One line about a request that failed, and one way to try again. */
export function LoadFault({ what, error, isOldShown, onRetry }: LoadFaultProps) {
  return (
    <p className="load-fault" role="status">
      {what} could not be had: {error.message.replace(/\.$/, '')}.{' '}
      {isOldShown ? 'The last ones stay on screen. ' : ''}
      <button type="button" className="quiet-button" onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}
