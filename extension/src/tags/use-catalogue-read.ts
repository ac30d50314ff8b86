import { useEffect } from "preact/hooks";
import type { z } from "zod";
import { useRead, type Read } from "../api/use-read.ts";
import { useSignedIn } from "../session/signed-in.ts";

/** Several changes in a row are read once. */
const pause = 300;

/** A read about the whole catalogue, read again after every change of a tag and every connection. */
export function useCatalogueRead<T extends z.ZodType>(path: string, answer: T): Read<z.infer<T>> {
  const { live } = useSignedIn();
  const read = useRead(path, answer);
  const { retry } = read;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(retry, pause);
    };
    const stops = [live.on("tag", later), live.onConnect(later)];
    return () => {
      clearTimeout(timer);
      for (const stop of stops) stop();
    };
  }, [live]);
  return read;
}
