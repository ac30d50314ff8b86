import { expect, test } from "vitest";
import { pickerAction, type PickerKey } from "./picker-key.ts";

const press = (key: string, rest: Partial<PickerKey> = {}) =>
  pickerAction({
    key,
    composing: false,
    command: false,
    repeat: false,
    typed: "",
    options: 3,
    active: null,
    chips: 2,
    ...rest,
  });

test("down and up walk the offers round and round", () => {
  expect(press("ArrowDown")).toEqual({ kind: "move", to: 0 });
  expect(press("ArrowDown", { active: 2 })).toEqual({ kind: "move", to: 0 });
  expect(press("ArrowUp")).toEqual({ kind: "move", to: 2 });
  expect(press("ArrowUp", { active: 0 })).toEqual({ kind: "move", to: 2 });
  expect(press("ArrowDown", { options: 0 })).toBeNull();
});

test("Enter chooses only what is active", () => {
  expect(press("Enter", { active: 1 })).toEqual({ kind: "choose" });
  expect(press("Enter")).toBeNull();
});

test("Escape clears what was typed, then closes", () => {
  expect(press("Escape", { typed: "vip" })).toEqual({ kind: "clear" });
  expect(press("Escape")).toEqual({ kind: "close" });
});

test("Backspace in an empty input takes the last tag off, held down it does not", () => {
  expect(press("Backspace")).toEqual({ kind: "remove last" });
  expect(press("Backspace", { repeat: true })).toBeNull();
  expect(press("Backspace", { typed: "v" })).toBeNull();
  expect(press("Backspace", { chips: 0 })).toBeNull();
});

test("Left leaves an empty input for the last chip, and only then", () => {
  expect(press("ArrowLeft")).toEqual({ kind: "last chip" });
  expect(press("ArrowLeft", { typed: "v" })).toBeNull();
  expect(press("ArrowLeft", { chips: 0 })).toBeNull();
});

test("undo is the picker's while nothing was typed, the input's otherwise", () => {
  expect(press("z", { command: true })).toEqual({ kind: "undo" });
  expect(press("z", { command: true, typed: "vip" })).toBeNull();
  expect(press("z")).toBeNull();
});

test("keys of an input method are its own", () => {
  for (const key of ["Enter", "Escape", "ArrowDown", "Backspace"]) {
    expect(press(key, { composing: true, active: 1 })).toBeNull();
  }
});
