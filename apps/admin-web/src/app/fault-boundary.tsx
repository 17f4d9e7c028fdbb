import { Component, type ReactNode } from 'react';
import { FaultPage } from './fault-page.js';

/** Shows a way out where rendering failed, such as a part of the app that an update has replaced meanwhile. */
export class FaultBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? <FaultPage /> : this.props.children;
  }
}
