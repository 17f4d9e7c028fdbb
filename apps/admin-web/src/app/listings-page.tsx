import { PosterBar } from '../features/blocks/components/poster-bar.js';
import { Listings } from '../features/listings/components/listings.js';

const posterBar = (poster: string, onClear: () => void) => <PosterBar poster={poster} onClear={onClear} />;

export default function ListingsPage() {
  return <Listings posterBar={posterBar} />;
}
