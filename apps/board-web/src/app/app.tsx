import { QueryClientProvider } from '@tanstack/react-query';
import { createBrowserRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { createQueryClient } from '../lib/query-client.js';
import { routes } from '../lib/paths.js';
import { BoardPage } from './board-page.js';
import { FaultPage } from './fault-page.js';
import { Layout } from './layout.js';
import { ListingPage } from './listing-page.js';
import { MissingPage } from './missing-page.js';

const queryClient = createQueryClient();

const router = createBrowserRouter([
  {
    Component: Layout,
    ErrorBoundary: FaultPage,
    children: [
      { path: routes.board, Component: BoardPage },
      { path: routes.listing, Component: ListingPage },
      { path: '*', Component: MissingPage },
    ],
  },
]);

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  );
}
