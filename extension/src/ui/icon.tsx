/** Line drawings on a 16 px grid, stroked with the text's colour. */
const paths = {
  alert:
    "M8 5v3.500M8 11h.01M6.900 2.600 1.700 11.700a1.200 1.200 0 0 0 1.100 1.800h10.400a1.200 1.200 0 0 0 1.100-1.800L9.100 2.600a1.300 1.300 0 0 0-2.200 0z",
  back: "M10 3 5 8l5 5",
  check: "m3 8.500 3.200 3.200L13 4.800",
  chevron: "m4 6 4 4 4-4",
  close: "m4 4 8 8M12 4l-8 8",
  contacts:
    "M8 8a2.700 2.700 0 1 0 0-5.400A2.700 2.700 0 0 0 8 8zM2.800 13.500c.5-2.500 2.600-3.900 5.200-3.900s4.700 1.400 5.200 3.900",
  expand: "M9.500 2.500h4v4M13.500 2.500 9 7M6.500 13.500h-4v-4M2.500 13.500 7 9",
  help: "M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12zM6.300 6.200a1.800 1.800 0 0 1 3.500.5c0 1.200-1.800 1.500-1.800 2.600M8 11.300h.01",
  inbox:
    "M2 9.500 4 3.700A1 1 0 0 1 5 3h6a1 1 0 0 1 1 .7l2 5.800M2 9.500V12a1 1 0 0 0 1 1h10a1 1 0 0 0 1-1V9.500M2 9.500h3.500l1 1.500h3l1-1.500H14",
  more: "M3.500 8h.01M8 8h.01M12.500 8h.01",
  plus: "M8 3v10M3 8h10",
  reopen: "M3 8a5 5 0 1 0 1.600-3.700M3 2.500v2.800h2.800",
  search: "M7.200 12.200a5 5 0 1 0 0-10 5 5 0 0 0 0 10zM11 11l3 3",
  segments: "M8 2.500 14 5.500 8 8.500 2 5.500zM2 8l6 3 6-3M2 10.500l6 3 6-3",
  send: "M13.800 2.200 7 9M13.800 2.200 9.500 13.800 7 9 2.200 6.500z",
  tag: "M2.500 3.500v4.200l5.900 5.900a1.200 1.200 0 0 0 1.700 0l3.500-3.500a1.200 1.200 0 0 0 0-1.700L7.700 2.500H3.500a1 1 0 0 0-1 1zM5.500 5.500h.01",
  undo: "M3 6.500h6.500a3.500 3.500 0 0 1 0 7H6M3 6.500l3-3M3 6.500l3 3",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, size = 16 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width={name === "more" ? 2 : 1.5}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={paths[name]} />
    </svg>
  );
}
