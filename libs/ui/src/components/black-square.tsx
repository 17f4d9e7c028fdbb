interface BlackSquareProps {
  className?: string;
  /** Its accessible name; without one it is decoration. */
  label?: string;
}

/** The mark. An image rather than a background, so that it stays in print and in forced colours. */
export function BlackSquare({ className, label }: BlackSquareProps) {
  return (
    <svg
      viewBox="0 0 8 8"
      className={className}
      {...(label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': true })}
    >
      <rect width="8" height="8" fill="currentColor" />
    </svg>
  );
}
