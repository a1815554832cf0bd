import { PageHeader } from '../page-header.tsx'
import { Skeleton } from '../states.tsx'

/** Keeps a page's place while its code is fetched; the heading is already the right one. */
export function PageSkeleton({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <div class="card page-skeleton" aria-busy="true">
        <Skeleton width="40%" />
        <Skeleton width="70%" />
        <Skeleton width="55%" />
      </div>
    </>
  )
}
