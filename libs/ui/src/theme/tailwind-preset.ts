import type { Config } from 'tailwindcss';
import plugin from 'tailwindcss/plugin.js';

const color = (name: string) => `rgb(var(--${name}) / <alpha-value>)`;

/** The look that both web apps share: one ink, hairlines, square corners, system fonts, tabular figures. */
export const tailwindPreset = {
  content: [],
  plugins: [
    // For targets of a finger's size; as a screen it would take `max-*` from all the others.
    plugin(({ addVariant }) => addVariant('coarse', '@media (pointer: coarse)')),
  ],
  theme: {
    colors: {
      transparent: 'transparent',
      current: 'currentColor',
      inherit: 'inherit',
      paper: color('paper'),
      ink: color('ink'),
      soft: color('soft'),
      line: color('line'),
      /** Frames of fields: told from the paper at 3 to 1, as WCAG 1.4.11 asks. */
      edge: color('edge'),
      wash: color('wash'),
      mark: color('mark'),
      danger: color('danger'),
      ok: color('ok'),
    },
    borderRadius: { none: '0' },
    fontFamily: {
      sans: ['system-ui', '-apple-system', '"Segoe UI"', '"Helvetica Neue"', '"Noto Sans"', 'sans-serif'],
      mono: ['ui-monospace', '"SF Mono"', 'Menlo', 'Consolas', '"Noto Sans Mono"', 'monospace'],
    },
    fontSize: {
      xs: ['0.75rem', '1.125rem'],
      sm: ['0.8125rem', '1.25rem'],
      md: ['0.875rem', '1.3125rem'],
      base: ['1rem', '1.5625rem'],
      lg: ['1.0625rem', '1.625rem'],
      xl: ['1.125rem', '1.625rem'],
      '2xl': ['1.375rem', '1.875rem'],
    },
    extend: {
      letterSpacing: { tight: '-0.01em' },
      keyframes: {
        'fade-in': { from: { opacity: '0' }, to: { opacity: '1' } },
        'rise-in': { from: { opacity: '0', transform: 'translateY(0.5rem)' }, to: { opacity: '1', transform: 'none' } },
        breathe: { '0%, 100%': { opacity: '1' }, '50%': { opacity: '0.5' } },
      },
      animation: {
        'fade-in': 'fade-in 120ms ease-out',
        /** For what stands in while something loads: it shows only where that takes a noticeable time. */
        'late-in': 'fade-in 200ms ease-out 200ms backwards',
        'rise-in': 'rise-in 140ms ease-out',
        breathe: 'breathe 1.6s ease-in-out infinite',
      },
    },
  },
} satisfies Config;
