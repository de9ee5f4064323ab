"""Writes LearnerTables.swift: what gradient descent and low-rank fits end at.

Usage: python3 Scripts/learner_tables.py > LearnerTables.swift   (needs numpy and scipy)

1. Gradient descent on softmax logits, warm and reset, along growing datasets.
2. Low-rank fits: the optimum of the cross-entropy by scipy's trust-exact, over scipy's own discrete
   cosine basis. The gradient there is below 1e-13.
"""
import numpy as np
from scipy.fft import idct
from scipy.optimize import minimize
from scipy.special import log_softmax, softmax

TOLERANCE, STEPS = 1e-6, 256


def warm(rate, datasets):
    law = np.array(datasets[0]) / sum(datasets[0])
    w = np.array([np.log(x) if x > 0 else np.log(TOLERANCE / (2 * len(law))) for x in law])
    for counts in datasets[1:]:
        w = w + rate * (np.array(counts) / sum(counts) - softmax(w))
    return softmax(w)


def reset(rate, datasets):
    law = np.array(datasets[-1]) / sum(datasets[-1])
    w = np.zeros(len(law))
    for _ in range(STEPS):
        gradient = law - softmax(w)
        if np.linalg.norm(gradient) <= TOLERANCE:
            break
        w = w + rate * gradient
    return softmax(w)


def low_rank(rank, counts):
    n = len(counts)
    basis = np.column_stack([idct(np.eye(n)[j], norm="ortho") for j in range(1, min(rank, n - 1) + 1)])
    target = np.array(counts) / sum(counts)

    def loss(w):
        return -target @ log_softmax(basis @ w)

    def gradient(w):
        return -basis.T @ (target - softmax(basis @ w))

    def hessian(w):
        law = softmax(basis @ w)
        return basis.T @ (np.diag(law) - np.outer(law, law)) @ basis

    fit = minimize(loss, np.zeros(basis.shape[1]), jac=gradient, hess=hessian,
                   method="trust-exact", options={"gtol": 1e-9})
    w = fit.x
    for _ in range(3):
        w = w - np.linalg.solve(hessian(w), gradient(w))
    assert np.linalg.norm(gradient(w)) < 1e-13, (rank, counts)
    return softmax(basis @ w)


GROWING = [
    [[5, 3, 2], [6, 3, 2], [6, 4, 2], [7, 4, 2], [8, 4, 2]],
    [[1, 0, 2], [1, 0, 3], [1, 1, 3], [1, 2, 3]],
    [[1, 1], [1000, 1], [1001, 1]],
    [[3]] * 3,
    [[7, 1, 4, 0, 9, 2], [70, 10, 40, 0, 90, 20], [70, 10, 40, 1, 90, 20]],
    [[2 * 10**18, 1, 10**18], [2 * 10**18, 2, 10**18]],
]
RATES = [0.01, 0.5, 3.0, 7.0]

FITS = [
    (1, [5, 3]), (1, [5, 3, 2]), (2, [5, 3, 2]), (9, [5, 3, 2]), (1, [1, 0, 4]), (2, [9, 1, 7, 3, 3]),
    (3, [9, 1, 7, 3, 3]), (4, [9, 1, 7, 3, 3]), (2, [0, 8, 0, 3, 5, 9, 1, 1]),
    (5, [100, 1, 50, 2, 25, 3, 12, 4, 6, 5]), (3, [10**15, 3 * 10**15, 10**15, 2 * 10**15]),
]


def numbers(values):
    return " ".join(float(x).hex() for x in values)


def counts_text(counts):
    return " ".join(map(str, counts))


print("// swift-format-ignore-file")
print("// Written by Scripts/learner_tables.py; do not edit.")
print()
print("enum LearnerTables {")
print('  /// Rows "learner;datasets, divided by commas;law after the last".')
print('  static let descents = """')
for rate in RATES:
    for datasets in GROWING:
        text = ",".join(map(counts_text, datasets))
        print(f"    sgd:{rate:g};{text};{numbers(warm(rate, datasets))}")
        # Beyond 4 the steps need not converge, and rounding then decides where 256 of them end.
        if rate < 4:
            print(f"    sgd:{rate:g}:reset;{text};{numbers(reset(rate, datasets))}")
print('    """')
print()
print('  /// Rows "learner;counts;law".')
print('  static let fits = """')
for rank, counts in FITS:
    print(f"    low-rank:{rank};{counts_text(counts)};{numbers(low_rank(rank, counts))}")
print('    """')
print("}")
