"""From a frame to a pose: the estimators, smoothing, and which points can be trusted."""
