import type { SettingsPart } from "@tagalong/shared/contracts/agent-socket.ts";
import { useEffect } from "preact/hooks";
import type { z } from "zod";
import { useSignedIn } from "../session/signed-in.ts";
import { useRead, type Read } from "./use-read.ts";

/** A read of settings, read again whenever anybody changes these parts and on every connection. */
export function useSettingsRead<T extends z.ZodType>(
  path: string,
  answer: T,
  parts: readonly SettingsPart[],
): Read<z.infer<T>> {
  const { live } = useSignedIn();
  const read = useRead(path, answer);
  useEffect(() => {
    let first = true;
    const stops = [
      live.on("settings", ({ about }) => {
        if (parts.includes(about)) read.retry();
      }),
      live.onConnect(() => {
        // Mounting has read already.
        if (!first) read.retry();
        first = false;
      }),
    ];
    first = false;
    return () => {
      for (const stop of stops) stop();
    };
  }, [live]);
  return read;
}
