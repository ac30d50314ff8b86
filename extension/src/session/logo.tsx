/** The product's mark: a tag that speaks. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 128 128" aria-hidden="true" class="logo">
      <rect width="128" height="128" rx="30" class="logo-ground" />
      <path
        d="M30 34h40.5a10 10 0 0 1 7.2 3l23.2 24.300a4 4 0 0 1 0 5.500L77.700 91a10 10 0 0 1-7.200 3H56l-15.400 13.300A4 4 0 0 1 34 104.300V94h-4a8 8 0 0 1-8-8V42a8 8 0 0 1 8-8z"
        fill="#fff"
      />
      <circle cx="76" cy="64" r="7.5" class="logo-ground" />
      <path d="M36 56h24M36 72h17" stroke="#9db8f5" stroke-width="7" stroke-linecap="round" />
    </svg>
  );
}
