interface PosterButtonProps {
  /** Null where it was erased for its age. */
  poster: string | null;
  onOpen: (poster: string) => void;
}

const shownChars = 8;

/** A poster's pseudonym, shortened; it leads to everything of theirs. */
export function PosterButton({ poster, onOpen }: PosterButtonProps) {
  if (poster === null) return <span title="Erased for its age">–</span>;
  return (
    <button
      type="button"
      title={`All listings of ${poster}`}
      aria-label={`Poster ${poster.slice(0, shownChars)}`}
      onClick={() => onOpen(poster)}
      className="font-mono text-sm coarse:-my-3 coarse:py-3 text-soft underline-offset-4 hover:text-ink hover:underline"
    >
      {poster.slice(0, shownChars)}
    </button>
  );
}
