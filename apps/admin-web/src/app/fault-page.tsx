import { Button } from '@initialsdb/ui';

/** Stands in where the app itself failed, such as after an update that this page knows nothing of. */
export function FaultPage() {
  return (
    <main className="mx-auto max-w-[44rem] px-5 py-16">
      <h1 className="text-xl font-semibold tracking-tight">This page broke</h1>
      <p className="mb-6 mt-1 text-soft">Loading it again usually helps.</p>
      <Button onClick={() => location.reload()}>Load again</Button>
    </main>
  );
}
