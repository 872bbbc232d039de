/** The sign of Sheaf: stalks and a tie. */
export function Logo() {
  return (
    <svg
      viewBox="0 0 24 24"
      className="size-6"
      fill="none"
      strokeLinecap="round"
      aria-hidden="true"
    >
      <path
        className="stroke-accent"
        strokeWidth="1.7"
        d="M6 2c2.6 4.6 4 7.2 6 10 2-2.8 3.4-5.4 6-10M12 1v11M6 22c1.6-4 3.6-7 6-10 2.4 3 4.4 6 6 10M12 12v11"
      />
      <path className="stroke-wheat" strokeWidth="2.6" d="M7.5 12.4h9" />
    </svg>
  );
}
