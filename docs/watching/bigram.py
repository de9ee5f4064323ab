#!/usr/bin/env python3
"""A small language model that learns from its own text, with a log that heatdeath watch reads.

A bigram softmax over six letters: logits W[a, b] of the letter b after a, trained by gradient descent on
the cross-entropy of the present text. Each epoch trains it on the text, draws a thousand letters from it
at softmax temperature T, logs how often each came, and takes these letters as the next text.

    python3 bigram.py [SEED] > bigram.csv        needs numpy
"""
import sys

import numpy as np

LETTERS = "abcdef"
EPOCHS, SAMPLES = 60, 1000
TEMPERATURE = 0.9
DESCENTS, RATE = 200, 0.5


def softmax(logits):
    weights = np.exp(logits - logits.max(axis=-1, keepdims=True))
    return weights / weights.sum(axis=-1, keepdims=True)


def train(logits, text):
    """Gradient descent on the mean cross-entropy of the letter that follows."""
    pairs = np.zeros_like(logits)
    np.add.at(pairs, (text[:-1], text[1:]), 1)
    uses = pairs.sum(axis=1, keepdims=True)
    target = pairs / np.maximum(uses, 1)
    for _ in range(DESCENTS):
        # A row without a use has no gradient: its letter has died out, and stays as it was.
        logits = logits - RATE * np.where(uses > 0, softmax(logits) - target, 0)
    return logits


def write(logits, rng):
    """A text of the model's own, one letter after another at the temperature."""
    laws = softmax(logits / TEMPERATURE)
    text = np.empty(SAMPLES, dtype=int)
    letter = rng.integers(len(LETTERS))
    for place in range(SAMPLES):
        letter = rng.choice(len(LETTERS), p=laws[letter])
        text[place] = letter
    return text


def main():
    rng = np.random.default_rng(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
    # The real text: letters from a chain whose rows are drawn once.
    chain = rng.dirichlet(np.full(len(LETTERS), 2.0), size=len(LETTERS))
    text = [0]
    for _ in range(SAMPLES):
        text.append(rng.choice(len(LETTERS), p=chain[text[-1]]))
    text = np.array(text)
    logits = np.zeros((len(LETTERS), len(LETTERS)))
    print("epoch," + ",".join(LETTERS))
    for epoch in range(EPOCHS):
        logits = train(logits, text)
        text = write(logits, rng)
        counts = np.bincount(text, minlength=len(LETTERS))
        print(epoch, *counts, sep=",", flush=True)


main()
