import { containerRoutes } from './container-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { keptRoutes } from './kept-routes.ts';
import { logRoutes } from './log-routes.ts';
import { networkRoutes } from './network-routes.ts';
import { nodeRoutes } from './node-routes.ts';
import type { Route } from './route.ts';
import { serviceRoutes } from './service-routes.ts';
import { systemRoutes } from './system-routes.ts';
import { taskRoutes } from './task-routes.ts';

/** The first that matches answers. */
export const ROUTES: readonly Route[] = [
  ...systemRoutes,
  ...serviceRoutes,
  ...taskRoutes,
  ...nodeRoutes,
  ...networkRoutes,
  ...keptRoutes,
  ...eventRoutes,
  ...logRoutes,
  ...containerRoutes,
];
