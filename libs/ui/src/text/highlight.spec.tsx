import { describe, expect, it } from '@jest/globals';
import { render } from '@testing-library/react';
import { Highlight } from './highlight.js';

describe('Highlight', () => {
  it('marks the matches and leaves the text as it was', () => {
    const { container } = render(<Highlight text={'Crème\nbrûlée <b>&'} terms={['creme', '<b>']} />);
    expect(container.textContent).toBe('Crème\nbrûlée <b>&');
    expect(Array.from(container.querySelectorAll('mark'), (mark) => mark.textContent)).toEqual(['Crème', '<b>']);
    expect(container.querySelector('b')).toBeNull();
  });

  it('is the plain text where nothing matches', () => {
    const { container } = render(<Highlight text="plain" terms={[]} />);
    expect(container.innerHTML).toBe('plain');
  });
});
