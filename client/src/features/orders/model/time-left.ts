const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** "1 h 5 min", "14 min 32 s", "9 s"; never less than nothing. */
export function showTimeLeft(milliseconds: number): string {
  const left = Math.max(0, Math.ceil(milliseconds / second) * second);
  const [hours, minutes] = [Math.floor(left / hour), Math.floor((left % hour) / minute)];
  const seconds = (left % minute) / second;
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${seconds} s` : `${seconds} s`;
}
