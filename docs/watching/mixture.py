#!/usr/bin/env python3
"""A Gaussian mixture refitted to its own samples, with a log that heatdeath watch reads.

Each generation draws points from the mixture, logs how many each component gave, and fits the mixture
anew to these points alone: the fully synthetic loop. Components are far enough apart that the fit finds
whose point is whose, and start where they were, so that their names stay.

    python3 mixture.py [SEED] > mixture.csv      needs numpy and scikit-learn
"""
import sys
import warnings

import numpy as np
from sklearn.exceptions import ConvergenceWarning
from sklearn.mixture import GaussianMixture

NAMES = ["left", "middle", "right"]
GENERATIONS, POINTS = 80, 500
MEANS = np.array([[-8.0], [0.0], [8.0]])
WEIGHTS = np.array([0.5, 0.3, 0.2])


def draw(weights, means, variances, rng):
    counts = rng.multinomial(POINTS, weights)
    points = [
        rng.normal(mean, np.sqrt(variance), size=count)
        for count, mean, variance in zip(counts, means[:, 0], variances)
    ]
    return counts, np.concatenate(points)[:, None]


def main():
    warnings.simplefilter("ignore", ConvergenceWarning)
    rng = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    weights, means, variances = WEIGHTS, MEANS, np.ones(3)
    print("generation," + ",".join(NAMES))
    for generation in range(GENERATIONS):
        counts, points = draw(weights, means, variances, rng)
        print(generation, *counts, sep=",", flush=True)
        if np.count_nonzero(counts) < len(NAMES):
            break
        model = GaussianMixture(
            n_components=3, covariance_type="spherical", weights_init=weights, means_init=means,
            precisions_init=1 / variances,
        ).fit(points)
        weights, means, variances = model.weights_, model.means_, model.covariances_


main()
