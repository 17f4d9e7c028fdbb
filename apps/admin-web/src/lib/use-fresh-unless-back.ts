import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useNavigationType } from 'react-router';
import { forgetChanged } from './visibility/changed-listings.js';

/** Back finds a list as it was left, changed rows and loaded pages included; whoever comes any other way gets it anew. */
export function useFreshUnlessBack(queryKey: QueryKey): void {
  const client = useQueryClient();
  const navigation = useNavigationType();
  const latest = useRef({ navigation, queryKey });
  useEffect(() => {
    latest.current = { navigation, queryKey };
  });
  const key = JSON.stringify(queryKey);
  useEffect(() => {
    const { navigation: cause, queryKey: current } = latest.current;
    if (cause === 'POP' || client.getQueryData(current) === undefined) return;
    forgetChanged();
    void client.resetQueries({ queryKey: current, exact: true });
  }, [client, key]);
}
