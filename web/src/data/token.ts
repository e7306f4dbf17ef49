/** The header that authorises calls; the server hands the token out with the page, never as ambient authority. */
export function token(): Record<string, string> {
  const found = document.querySelector<HTMLMetaElement>('meta[name="camber-token"]')?.content;
  return found ? { 'X-Tilt-Token': found } : {};
}
