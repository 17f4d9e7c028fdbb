import { Button } from '@initialsdb/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import { paths } from '../../../lib/paths.js';
import { blocksQuery } from '../api/blocks.js';
import { BlockDialog } from './block-dialog.js';

interface PosterBarProps {
  poster: string;
  onClear: () => void;
}

/** Stands above the listings of one poster: who, whether they are blocked, and the way to block them. */
export function PosterBar({ poster, onClear }: PosterBarProps) {
  const [isBlocking, setIsBlocking] = useState(false);
  const { data } = useInfiniteQuery(blocksQuery(poster));
  const isBlocked = data?.pages.some(({ blocks }) => blocks.some((block) => block.poster === poster)) ?? false;
  return (
    <section
      aria-label="Poster"
      className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2 border border-line px-3 py-2 text-md"
    >
      <span className="min-w-0">
        Everything of poster <code className="font-mono text-sm [overflow-wrap:anywhere]">{poster}</code>
      </span>
      {isBlocked && (
        <Link to={paths.blocks()} className="font-semibold text-danger underline-offset-4 hover:underline">
          Blocked
        </Link>
      )}
      <span className="ml-auto flex gap-2">
        <Button size="sm" onClick={() => setIsBlocking(true)}>
          Block poster
        </Button>
        <Button size="sm" look="quiet" onClick={onClear}>
          Show everybody
        </Button>
      </span>
      {isBlocking && <BlockDialog poster={poster} onClose={() => setIsBlocking(false)} />}
    </section>
  );
}
