import { useEffect, useRef, useState } from "react";
import type { RefObject } from "react";

/** The width {px} of an element as it is laid out, so that a drawing fits and its text keeps its size. */
export function useWidth<element extends HTMLElement>(): {
  readonly ref: RefObject<element | null>;
  readonly width: number;
} {
  const ref = useRef<element>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const { current } = ref;
    if (current === null) return undefined;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(current);
    return () => observer.disconnect();
  }, []);
  return { ref, width };
}
