/** Hands a file to the browser's downloads. */
export function download(blob: Blob, fileName: string): void {
  const url = URL.createObjectURL(blob)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  // The download has taken the bytes by the next turn of the event loop.
  setTimeout(() => URL.revokeObjectURL(url), 0)
}
