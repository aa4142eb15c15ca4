/** The mark: a light that calls. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg aria-hidden="true" viewBox="0 0 32 32" className={className}>
      <rect width="32" height="32" rx="9" className="fill-[#16181d]" />
      <circle cx="16" cy="21" r="4" className="fill-[#ffb21a]" />
      <path
        d="M9.5 16.5a8 8 0 0 1 13 0M5.8 12.6a13 13 0 0 1 20.4 0"
        className="fill-none stroke-[#ffb21a] stroke-[2.6]"
        strokeLinecap="round"
      />
    </svg>
  );
}
