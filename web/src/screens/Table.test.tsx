import { cleanup, render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it } from 'vitest';
import type { UIResource } from '../view/types';
import { Table } from './Table';

function resource(name: string, status: UIResource['status']): UIResource {
  return { metadata: { name }, status };
}

describe('the table', () => {
  afterEach(cleanup);

  it('puts what failed first and says why', () => {
    render(
      <Table
        resources={[
          resource('good', { order: 1, updateStatus: 'ok', runtimeStatus: 'ok' }),
          resource('bad', { order: 2, updateStatus: 'error', buildHistory: [{ error: 'exit status 3', startTime: null, finishTime: null }] }),
        ]}
      />,
    );
    const rows = screen.getAllByRole('row').slice(1);
    expect(rows.map((row) => row.querySelector('.name')?.textContent)).toEqual(['bad', 'good']);
    expect(screen.getByText('exit status 3')).toBeTruthy();
  });

  it('shows markup in names as text and makes no link of a script address', () => {
    render(<Table resources={[resource('<img src=x>', { endpointLinks: [{ url: 'javascript:alert(1)', name: 'evil' }] })]} />);
    expect(screen.getByText('<img src=x>')).toBeTruthy();
    expect(screen.getByText('evil').getAttribute('href')).toBeNull();
  });
});
