import { useParams } from 'react-router';
import { Batch } from '../features/audit/components/batch.js';

export default function BatchPage() {
  const { id = '' } = useParams();
  return <Batch key={id} id={id} />;
}
