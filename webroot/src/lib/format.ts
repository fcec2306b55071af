const SIZES = ["bytes", "kB", "MB", "GB", "TB"];
const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** How long something takes: "45 s", "12 min 5 s", "1 h 42 min", "2 d 3 h". */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds) || seconds < 0) {
    return "–";
  }
  if (seconds > 0 && seconds < 1) {
    return "< 1 s";
  }
  const whole = Math.round(seconds);
  if (whole < MINUTE) {
    return `${whole} s`;
  }
  if (whole < 10 * MINUTE) {
    return pair(whole, MINUTE, "min", 1, "s");
  }
  if (whole < HOUR) {
    return `${Math.round(whole / MINUTE)} min`;
  }
  return whole < DAY ? pair(whole, HOUR, "h", MINUTE, "min") : pair(whole, DAY, "d", HOUR, "h");
}

function pair(seconds: number, big: number, bigWord: string, small: number, smallWord: string): string {
  const inSmall = Math.floor(seconds / small);
  const whole = Math.floor((inSmall * small) / big);
  const rest = inSmall - (whole * big) / small;
  return rest === 0 ? `${whole} ${bigWord}` : `${whole} ${bigWord} ${rest} ${smallWord}`;
}

/** A place in a recording: "4:07", "1:02:09". */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(Number.isFinite(seconds) ? seconds : 0));
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  const rest = String(whole % MINUTE).padStart(2, "0");
  const hours = Math.floor(whole / HOUR);
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${rest}` : `${minutes}:${rest}`;
}

/** A length of data in powers of a thousand: "999 bytes", "1.4 MB". */
export function size(bytes: number): string {
  let value = Math.max(0, bytes);
  let unit = 0;
  while (value >= 999.5 && unit < SIZES.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits).replace(/\.0$/, "")} ${SIZES[unit] ?? ""}`;
}

/** When, seen from now: "just now", "5 min ago", "in 3 h", "4 days ago"; beyond a month the date. */
export function relativeTime(time: string | number, now: number): string {
  const at = typeof time === "number" ? time : Date.parse(time);
  const seconds = (now - at) / 1000;
  const span = Math.abs(seconds);
  if (span < 45) {
    return seconds >= -5 ? "just now" : `in ${Math.round(span)} s`;
  }
  const words = roughly(span);
  if (words === null) {
    return new Date(at).toLocaleDateString(undefined, { dateStyle: "medium" });
  }
  return seconds > 0 ? `${words} ago` : `in ${words}`;
}

/** How long until a time: "40 s"; "a moment" when it has come. */
export function untilThen(time: string, now: number): string {
  const seconds = Math.ceil((Date.parse(time) - now) / 1000);
  return seconds > 0 ? duration(seconds) : "a moment";
}

/** A guess of how long something takes: "less than a minute", "about 4 min", "about 1 h 20 min". */
export function about(seconds: number): string {
  if (seconds < MINUTE) {
    return "less than a minute";
  }
  const step = seconds < HOUR ? MINUTE : seconds < DAY ? 5 * MINUTE : HOUR;
  return `about ${duration(Math.round(seconds / step) * step)}`;
}

function roughly(seconds: number): string | null {
  if (seconds < 59.5 * MINUTE) {
    return `${Math.max(1, Math.round(seconds / MINUTE))} min`;
  }
  if (seconds < 23.5 * HOUR) {
    return `${Math.round(seconds / HOUR)} h`;
  }
  const days = Math.round(seconds / DAY);
  if (days > 30) {
    return null;
  }
  return days === 1 ? "1 day" : `${days} days`;
}

/** The exact time in the reader's own zone. */
export function exactTime(time: string): string {
  return new Date(time).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** A share of 0 to 1 as "87 %". */
export function share(value: number): string {
  return `${Math.round(value * 100)} %`;
}

/** "1 job", "2 jobs", "10,000 jobs". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? one : many}`;
}
