/** The header that authorises calls; the server hands the token out with the page, never as ambient authority. */
export function token(): Record<string, string> {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="camber-token"]');
  const found = meta?.content ?? cookie('Tilt-Token');
  return found ? { 'X-Tilt-Token': found } : {};
}

function cookie(name: string): string {
  for (const part of document.cookie.split(';')) {
    const [key, value] = part.trim().split('=', 2);
    if (key === name) return value ?? '';
  }
  return '';
}
