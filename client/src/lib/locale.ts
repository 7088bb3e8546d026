/** The browser's languages that Intl understands: numbers, dates and money follow them, words stay English. */
export const locales: readonly string[] = understood(
  typeof navigator === "undefined" ? [] : navigator.languages,
);

/** Some systems report tags such as "en-US@posix", at which Intl throws. */
export function understood(languages: readonly string[] | undefined): string[] {
  const known = (languages ?? []).filter(isUnderstood);
  return known.length > 0 ? known : ["en"];
}

function isUnderstood(language: string): boolean {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language).length > 0;
  } catch {
    return false;
  }
}

const whole = new Intl.NumberFormat([...locales]);

export function showNumber(value: number): string {
  return whole.format(value);
}
