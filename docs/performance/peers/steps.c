// A peer for the step engine: the process written straight down in C, with one pow a step (of
// three: only the weight of the category just drawn has changed) and the same generator.
// xoshiro256++ after Blackman and Vigna, "Scrambled linear pseudorandom number generators", 2021.
//
// usage: steps TEMPERATURE STEPS SEED; prints the counts.

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static uint64_t state[4];

static uint64_t rotate(uint64_t word, int by) { return word << by | word >> (64 - by); }

static uint64_t next(void) {
  uint64_t result = rotate(state[0] + state[3], 23) + state[0];
  uint64_t shifted = state[1] << 17;
  state[2] ^= state[0];
  state[3] ^= state[1];
  state[1] ^= state[2];
  state[0] ^= state[3];
  state[2] ^= shifted;
  state[3] = rotate(state[3], 45);
  return result;
}

int main(int count, char **arguments) {
  if (count != 4) return 64;
  double exponent = 1 / atof(arguments[1]);
  int64_t steps = (int64_t)atof(arguments[2]);
  for (int word = 0; word < 4; word++)  // any state but zero serves to measure with
    state[word] = strtoull(arguments[3], NULL, 10) * 0x9E3779B97F4A7C15u + (uint64_t)word + 1;

  int64_t counts[3] = {5, 3, 2};
  double weights[3];
  for (int category = 0; category < 3; category++)
    weights[category] = pow((double)counts[category], exponent);
  for (int64_t step = 0; step < steps; step++) {
    double uniform = (double)(next() >> 11) * 0x1p-53;
    double target = uniform * (weights[0] + weights[1] + weights[2]);
    int category = target < weights[0] ? 0 : target < weights[0] + weights[1] ? 1 : 2;
    counts[category]++;
    weights[category] = pow((double)counts[category], exponent);
  }
  printf("%lld,%lld,%lld\n", (long long)counts[0], (long long)counts[1], (long long)counts[2]);
  return 0;
}
